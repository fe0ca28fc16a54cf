package dev.cairn.billing;

import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The prefixes under which open uploads hold the most bytes. Uploads come in the order of their keys,
 * so those of a prefix follow each other, and no more than the result is remembered.
 */
final class TopPrefixes {
    private static final int COUNT = 10;
    private static final int PAGE = 1000;
    private static final Comparator<OpenPrefix> SMALLEST_FIRST =
            Comparator.comparingLong(OpenPrefix::bytes)
                    .thenComparing(prefix -> prefix.bucket().value(), Comparator.reverseOrder())
                    .thenComparing(OpenPrefix::prefix, Comparator.reverseOrder());

    private final Storage storage;
    private final Function<BucketName, PricePlan> plans;
    private final Instant now;
    private final PriorityQueue<OpenPrefix> largest = new PriorityQueue<>(SMALLEST_FIRST);
    private @Nullable OpenPrefix current;

    /** Keys without a slash are scattered among the prefixes of a bucket. */
    private @Nullable OpenPrefix unprefixed;

    private TopPrefixes(Storage storage, Function<BucketName, PricePlan> plans) {
        this.storage = storage;
        this.plans = plans;
        this.now = storage.clock().now();
    }

    /**
     * Of the buckets that are meant, the largest first.
     *
     * @param plans by which a bucket is charged; may be refused with NoSuchBucket
     */
    static List<OpenPrefix> of(
            Storage storage,
            Predicate<Bucket> meant,
            Function<BucketName, PricePlan> plans) {
        TopPrefixes found = new TopPrefixes(storage, plans);
        String after = null;
        do {
            BucketPage page = storage.buckets().list(null, "", after, PAGE);
            page.buckets().stream().filter(meant).forEach(found::walkUnlessGone);
            after = page.next();
        } while (after != null);
        List<OpenPrefix> sorted = new ArrayList<>(found.largest);
        sorted.sort(SMALLEST_FIRST.reversed());
        return sorted;
    }

    private void walkUnlessGone(Bucket bucket) {
        try {
            walk(bucket.name());
        } catch (StorageException refused) {
            if (!isGone(refused)) {
                throw refused;
            }
        }
        keep(current);
        keep(unprefixed);
        current = null;
        unprefixed = null;
    }

    private void walk(BucketName bucket) {
        PricePlan plan = plans.apply(bucket);
        String key = null;
        String uploadId = null;
        UploadPage page;
        do {
            page =
                    storage.uploads()
                            .list(bucket, new UploadQuery("", null, key, uploadId, PAGE));
            for (Upload upload : page.uploads()) {
                add(bucket, upload, plan);
            }
            key = page.nextKey();
            uploadId = page.nextUploadId();
        } while (page.truncated());
    }

    private void add(BucketName bucket, Upload upload, PricePlan plan) {
        String key = upload.key().value();
        String prefix = key.substring(0, key.indexOf('/') + 1);
        long bytes = bytes(bucket, upload);
        OpenPrefix more =
                new OpenPrefix(
                        bucket,
                        prefix,
                        bytes,
                        1,
                        UploadCosts.perMonth(plan, upload, bytes, now));
        if (prefix.isEmpty()) {
            unprefixed = unprefixed == null ? more : unprefixed.plus(more);
        } else if (current != null && current.prefix().equals(prefix)) {
            current = current.plus(more);
        } else {
            keep(current);
            current = more;
        }
    }

    private long bytes(BucketName bucket, Upload upload) {
        try {
            return storage.uploads().usage(bucket, upload.key(), upload.uploadId()).bytes();
        } catch (StorageException refused) {
            if (!isGone(refused)) {
                throw refused;
            }
            return 0;
        }
    }

    private void keep(@Nullable OpenPrefix done) {
        if (done == null) {
            return;
        }
        largest.add(done);
        if (largest.size() > COUNT) {
            largest.poll();
        }
    }

    private static boolean isGone(StorageException refused) {
        return refused.refusal() instanceof Refusal.NoSuchUpload
                || refused.refusal() instanceof Refusal.NoSuchBucket;
    }
}

package dev.cairn.server.admin;

import dev.cairn.billing.BucketScope;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Usage;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Totals, and the proof that they are true. */
final class UsageResource {
    private static final int PAGE = 1000;
    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0);

    private final ServedStore store;
    private final Storage storage;

    UsageResource(ServedStore store) {
        this.store = store;
        this.storage = store.storage();
    }

    /** GET /usage: of a bucket, of an account, or of the whole store. */
    Answer usage(AdminRequest request) {
        BucketName bucket = request.findBucket();
        String owner = request.find("owner");
        Instant now = storage.clock().now();
        long deleted =
                store.billing().usage().deletedBytes(new BucketScope(bucket, owner), now);
        if (bucket == null && owner == null) {
            return new Answer.Document(
                    UsageDocument.ofStore(now, storage.usage(), deleted));
        }
        Usage usage =
                bucket == null
                        ? ofOwner(owner)
                        : ofBucket(storage.buckets().get(bucket), owner);
        return new Answer.Document(UsageDocument.ofBuckets(now, usage, deleted));
    }

    /** Nothing of a bucket that belongs to somebody else. */
    private Usage ofBucket(Bucket bucket, @Nullable String owner) {
        return owner == null || owner.equals(bucket.owner())
                ? storage.buckets().usage(bucket.name())
                : NOTHING;
    }

    private Usage ofOwner(@Nullable String owner) {
        Usage sum = NOTHING;
        String after = null;
        do {
            BucketPage page = storage.buckets().list(owner, "", after, PAGE);
            for (Bucket bucket : page.buckets()) {
                sum = plus(sum, bucket.name());
            }
            after = page.next();
        } while (after != null);
        return sum;
    }

    private Usage plus(Usage sum, BucketName bucket) {
        try {
            Usage more = storage.buckets().usage(bucket);
            return new Usage(
                    sum.currentBytes() + more.currentBytes(),
                    sum.noncurrentBytes() + more.noncurrentBytes(),
                    sum.uploadOpenBytes() + more.uploadOpenBytes(),
                    0,
                    sum.objectCount() + more.objectCount(),
                    sum.uploadCount() + more.uploadCount(),
                    sum.partCount() + more.partCount());
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchBucket) {
                return sum;
            }
            throw refused;
        }
    }

    /** GET /integrity: measured in the file system, so it takes as long as a walk over it. */
    Answer integrity(AdminRequest request) throws IOException {
        String verify = request.find("verify");
        if (verify != null && !verify.equals("false")) {
            throw verify.equals("true")
                    ? AdminException.notImplemented("verify=true is not there yet")
                    : AdminException.invalidArgument("verify must be true or false");
        }
        return new Answer.Document(IntegrityDocument.of(storage.integrity()));
    }
}

package dev.cairn.server.admin;

import dev.cairn.lifecycle.AbortRules;
import dev.cairn.storage.Storage;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Goes over the open uploads that a filter lets through: by bucket, key and initiation. */
final class UploadWalk {
    private static final int PAGE = 1000;

    private final ServedStore store;
    private final Storage storage;
    private final UploadStore uploads;
    private final UploadFilter filter;
    private final Visitor visitor;
    private final Instant now;

    /** Sees one upload after the other. */
    @FunctionalInterface
    interface Visitor {
        /** False ends the walk. */
        boolean visit(OpenUpload upload);
    }

    UploadWalk(ServedStore store, UploadFilter filter, Visitor visitor) {
        this.store = store;
        this.storage = store.storage();
        this.uploads = storage.uploads();
        this.filter = filter;
        this.visitor = visitor;
        this.now = storage.clock().now();
    }

    /**
     * Walks behind a place, to the end or until the visitor has enough.
     *
     * @param start null from the first upload on
     */
    void run(@Nullable UploadPlace start) {
        if (filter.bucket() != null) {
            boolean unused = walk(filter.bucket(), start);
            return;
        }
        if (start != null && !walkUnlessGone(start.bucket(), start)) {
            return;
        }
        String after = start == null ? null : start.bucket().value();
        do {
            BucketPage page = storage.buckets().list(null, "", after, PAGE);
            for (Bucket bucket : page.buckets()) {
                if (!walkUnlessGone(bucket.name(), null)) {
                    return;
                }
            }
            after = page.next();
        } while (after != null);
    }

    private boolean walkUnlessGone(BucketName bucket, @Nullable UploadPlace start) {
        try {
            return walk(bucket, start);
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                throw refused;
            }
            return true;
        }
    }

    /** The uploads of one bucket; false where the visitor has enough. */
    private boolean walk(BucketName bucket, @Nullable UploadPlace start) {
        String afterKey = start == null ? null : start.key().value();
        String afterId = start == null ? null : start.uploadId();
        AbortRules rules = store.rules().abortRules(storage.buckets().get(bucket));
        UploadPage page;
        do {
            page =
                    uploads.list(
                            bucket,
                            new UploadQuery(filter.prefix(), null, afterKey, afterId, PAGE));
            for (Upload upload : page.uploads()) {
                OpenUpload open = new OpenUpload(store, bucket, upload, rules);
                if (fits(open) && !visitor.visit(open)) {
                    return false;
                }
            }
            afterKey = page.nextKey();
            afterId = page.nextUploadId();
        } while (page.truncated());
        return true;
    }

    private boolean fits(OpenUpload open) {
        return filter.fits(open.upload(), now)
                && (!filter.due()
                        || open.due().filter(action -> !action.due().isAfter(now)).isPresent())
                && (filter.minBytes() == 0
                        || open.usage()
                                .filter(usage -> usage.bytes() >= filter.minBytes())
                                .isPresent());
    }
}

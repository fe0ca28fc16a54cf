package dev.cairn.server.metrics;

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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every open upload and every part of it, page by page, and rests after each page as long as
 * that took: it never has more than half of a processor. What it finds takes room by the number of
 * buckets with open uploads, and little for each beyond the first thousand; how long it takes depends
 * on how many parts there are.
 */
final class OpenUploadsWalk {
    private static final int PAGE = 1000;

    /** Of which several of the oldest uploads are known; keys can be long. */
    private static final int BUCKETS_IN_DETAIL = 1000;

    private final Storage storage;
    private final Rest rest;
    private final Instant now;
    private final Map<String, OpenUploads> found = new HashMap<>();
    private long workedNanos;

    /** How a walk rests between its pages. */
    @FunctionalInterface
    interface Rest {
        /** Waits so long; false when the walk is to end. */
        boolean await(long nanos);
    }

    /** A walk that begins now. */
    OpenUploadsWalk(Storage storage, Rest rest) {
        this.storage = storage;
        this.rest = rest;
        this.now = storage.clock().now();
    }

    /** How long it has worked, without its rests. */
    long workedNanos() {
        return workedNanos;
    }

    /** What lies in open uploads, by bucket; null when it was to end before it was through. */
    @Nullable
    Map<String, OpenUploads> run() {
        String after = null;
        BucketPage page;
        do {
            page = storage.buckets().list(null, "", after, PAGE);
            for (Bucket bucket : page.buckets()) {
                if (!walkUnlessGone(bucket.name())) {
                    return null;
                }
            }
            after = page.next();
        } while (after != null);
        return found;
    }

    private boolean walkUnlessGone(BucketName bucket) {
        try {
            return storage.buckets().usage(bucket).uploadCount() == 0 || walk(bucket);
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                throw refused;
            }
            return true;
        }
    }

    private boolean walk(BucketName bucket) {
        OpenUploads uploads =
                new OpenUploads(found.size() < BUCKETS_IN_DETAIL ? OpenUploads.OLDEST_MAX : 1);
        found.put(bucket.value(), uploads);
        String key = null;
        String uploadId = null;
        boolean goesOn;
        do {
            long begin = System.nanoTime();
            UploadQuery query = new UploadQuery("", null, key, uploadId, PAGE);
            UploadPage page = storage.uploads().list(bucket, query);
            page.uploads().forEach(upload -> add(bucket, upload, uploads));
            key = page.nextKey();
            uploadId = page.nextUploadId();
            long took = System.nanoTime() - begin;
            workedNanos += took;
            goesOn = rest.await(key == null ? 0 : took);
        } while (goesOn && key != null);
        return goesOn;
    }

    private void add(BucketName bucket, Upload upload, OpenUploads uploads) {
        Long bytes = bytes(bucket, upload);
        if (bytes != null) {
            Instant initiated = upload.initiated();
            uploads.add(
                    new OpenUpload(bucket, upload.key(), upload.uploadId(), initiated),
                    UploadAge.of(initiated, now),
                    bytes);
        }
    }

    /** Null where the upload has ended. */
    private @Nullable Long bytes(BucketName bucket, Upload upload) {
        try {
            return storage.uploads().usage(bucket, upload.key(), upload.uploadId()).bytes();
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload) {
                return null;
            }
            throw refused;
        }
    }
}

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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every open upload and every part of it. What it finds takes room by the number of
 * buckets with open uploads, how long it takes depends on how many parts there are.
 */
final class OpenUploadsWalk {
    private static final int PAGE = 1000;

    private final Storage storage;
    private final BooleanSupplier stopped;
    private final Instant now;
    private final Map<String, OpenUploads> found = new HashMap<>();

    /**
     * A walk that begins now.
     *
     * @param stopped asked before each upload, whether to go on no longer
     */
    OpenUploadsWalk(Storage storage, BooleanSupplier stopped) {
        this.storage = storage;
        this.stopped = stopped;
        this.now = storage.clock().now();
    }

    /** What lies in open uploads, by bucket. */
    Map<String, OpenUploads> run() {
        String after = null;
        BucketPage page;
        do {
            page = storage.buckets().list(null, "", after, PAGE);
            for (Bucket bucket : page.buckets()) {
                walkUnlessGone(bucket.name());
            }
            after = page.next();
        } while (after != null);
        return found;
    }

    private void walkUnlessGone(BucketName bucket) {
        try {
            if (storage.buckets().usage(bucket).uploadCount() > 0) {
                walk(bucket);
            }
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                throw refused;
            }
        }
    }

    private void walk(BucketName bucket) {
        OpenUploads uploads = found.computeIfAbsent(bucket.value(), name -> new OpenUploads());
        String key = null;
        String uploadId = null;
        do {
            UploadQuery query = new UploadQuery("", null, key, uploadId, PAGE);
            UploadPage page = storage.uploads().list(bucket, query);
            for (Upload upload : page.uploads()) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                Long bytes = bytes(bucket, upload);
                if (bytes != null) {
                    Instant initiated = upload.initiated();
                    uploads.add(initiated, UploadAge.of(initiated, now), bytes);
                }
            }
            key = page.nextKey();
            uploadId = page.nextUploadId();
        } while (key != null);
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

package dev.cairn.server.admin;

import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An upload that was open a moment ago. What it holds costs a walk over its parts, once. */
final class OpenUpload {
    private final UploadStore uploads;
    private final BucketName bucket;
    private final Upload upload;
    private @Nullable UploadUsage usage;

    OpenUpload(UploadStore uploads, BucketName bucket, Upload upload) {
        this.uploads = uploads;
        this.bucket = bucket;
        this.upload = upload;
    }

    BucketName bucket() {
        return bucket;
    }

    Upload upload() {
        return upload;
    }

    /** What it holds; empty where it has ended since. */
    Optional<UploadUsage> usage() {
        if (usage == null) {
            try {
                usage = uploads.usage(bucket, upload.key(), upload.uploadId());
            } catch (StorageException refused) {
                if (!isGone(refused)) {
                    throw refused;
                }
            }
        }
        return Optional.ofNullable(usage);
    }

    /** Whether a refusal says that an upload has ended, by itself or with its bucket. */
    static boolean isGone(StorageException refused) {
        return refused.refusal() instanceof Refusal.NoSuchUpload
                || refused.refusal() instanceof Refusal.NoSuchBucket;
    }
}

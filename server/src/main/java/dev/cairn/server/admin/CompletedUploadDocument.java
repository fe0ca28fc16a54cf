package dev.cairn.server.admin;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectVersion;

/**
 * The object that was made of an upload.
 *
 * @param etag without quotes
 */
record CompletedUploadDocument(
        String bucket, String key, String etag, long bytes, int partCount) {
    static CompletedUploadDocument of(BucketName bucket, ObjectVersion version) {
        return new CompletedUploadDocument(
                bucket.value(),
                version.key().value(),
                version.etag().value(),
                version.sizeBytes(),
                version.partCount());
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;
import java.io.IOException;

/**
 * Opens what is copied from: the caller must own its bucket, and it must meet the conditions that
 * the request puts on it.
 */
record SourceObjects(ObjectStore objects, BucketAccess access) {
    /**
     * Opens the source; the caller closes it.
     *
     * @throws dev.cairn.s3.error.S3Exception AccessDenied, NoSuchVersion, PreconditionFailed
     * @throws dev.cairn.storage.model.StorageException NoSuchBucket, NoSuchKey
     */
    ObjectReader open(S3Request request, CopySource source) throws IOException {
        access.enter(
                source.bucket(),
                request.caller(),
                request.header("x-amz-source-expected-bucket-owner"));
        VersionIds.requireCurrent(source.versionId(), source.key());
        ObjectReader reader = objects.open(source.bucket(), source.key());
        boolean met = false;
        try {
            check(request.headers(), reader.version());
            met = true;
            return reader;
        } finally {
            if (!met) {
                reader.close();
            }
        }
    }

    private static void check(Headers headers, ObjectVersion version) {
        ReadConditions conditions = ReadConditions.ofCopySource(headers);
        ReadConditions.Outcome outcome = conditions.check(version.etag(), version.lastModified());
        if (outcome != ReadConditions.Outcome.MET) {
            throw Refusals.preconditionFailed("x-amz-copy-source-" + conditions.failed(outcome));
        }
    }
}

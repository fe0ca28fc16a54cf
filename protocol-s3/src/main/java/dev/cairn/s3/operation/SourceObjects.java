package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;

/**
 * Opens what is copied from: the caller must own its bucket, and it must meet the conditions that
 * the request puts on it.
 */
record SourceObjects(ObjectStore objects, BucketAccess access) {
    /**
     * Opens the source; the caller closes it.
     *
     * @throws dev.cairn.s3.error.S3Exception AccessDenied, PreconditionFailed, InvalidRequest for
     *     the version id of a delete marker
     * @throws StorageException NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidVersionId
     */
    ObjectReader open(S3Request request, CopySource source) throws IOException {
        access.enter(
                source.bucket(),
                request.caller(),
                request.header("x-amz-source-expected-bucket-owner"));
        ObjectReader reader = open(source);
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

    private ObjectReader open(CopySource source) throws IOException {
        try {
            return objects.open(
                    source.bucket(), source.key(), VersionIds.checked(source.versionId()));
        } catch (StorageException refused) {
            throw switch (refused.refusal()) {
                // The headers of this answer are about the target.
                case Refusal.CurrentIsDeleteMarker marker ->
                        new StorageException(new Refusal.NoSuchKey(marker.key()));
                case Refusal.VersionIsDeleteMarker marker ->
                        Refusals.invalidRequest(
                                "The source of a copy request may not specifically refer to a"
                                        + " delete marker by version id.");
                default -> refused;
            };
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

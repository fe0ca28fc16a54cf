package dev.cairn.s3.operation;

import dev.cairn.s3.error.StorageErrors;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;

/**
 * Opens what is copied from: the caller must have the right to read it, and it must meet the
 * conditions that the request puts on it.
 */
record SourceObjects(ObjectStore objects, BucketAccess rights) {
    /**
     * Opens the source; the caller closes it.
     *
     * @throws dev.cairn.s3.error.S3Exception AccessDenied, PreconditionFailed, InvalidRequest for
     *     the version id of a delete marker
     * @throws StorageException NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidVersionId
     */
    ObjectReader open(S3Request request, CopySource source) throws IOException {
        Access access = access(request, source);
        String action = source.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion";
        access.require(action, source.key(), source.versionId());
        ObjectReader reader = open(access, source);
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

    /** What the caller may do where he copies from. */
    Access access(S3Request request, CopySource source) {
        Bucket bucket =
                rights.find(
                        source.bucket(), request.header("x-amz-source-expected-bucket-owner"));
        return request.access().in(bucket);
    }

    private ObjectReader open(Access access, CopySource source) throws IOException {
        try {
            return objects.open(
                    source.bucket(), source.key(), VersionIds.checked(source.versionId()));
        } catch (StorageException refused) {
            throw switch (refused.refusal()) {
                // The headers of this answer are about the target.
                case Refusal.CurrentIsDeleteMarker marker ->
                        missing(access, new Refusal.NoSuchKey(marker.key()));
                case Refusal.NoSuchKey none -> missing(access, none);
                case Refusal.VersionIsDeleteMarker marker ->
                        Refusals.invalidRequest(
                                "The source of a copy request may not specifically refer to a"
                                        + " delete marker by version id.");
                default -> refused;
            };
        }
    }

    /** Settled here, since who asks may list the one bucket and not the other. */
    private static RuntimeException missing(Access access, Refusal refusal) {
        RuntimeException answer = access.answerTo(new StorageException(refusal));
        return answer instanceof StorageException missing ? StorageErrors.of(missing) : answer;
    }

    private static void check(Headers headers, ObjectVersion version) {
        ReadConditions conditions = ReadConditions.ofCopySource(headers);
        ReadConditions.Outcome outcome = conditions.check(version.etag(), version.lastModified());
        if (outcome != ReadConditions.Outcome.MET) {
            throw Refusals.preconditionFailed("x-amz-copy-source-" + conditions.failed(outcome));
        }
    }
}

package dev.cairn.it.operation;

import dev.cairn.it.server.CairnServer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** A new bucket that keeps versions, with short words for what tests do in it. */
public record VersionedBucket(S3Client s3, String name) {
    public static VersionedBucket in(CairnServer cairn) {
        VersionedBucket bucket = new VersionedBucket(cairn.s3(), cairn.bucket());
        bucket.set(BucketVersioningStatus.ENABLED);
        return bucket;
    }

    void set(BucketVersioningStatus status) {
        s3.putBucketVersioning(request -> request.bucket(name)
                .versioningConfiguration(configuration -> configuration.status(status)));
    }

    /** The id of the version that the put made; null for a null version. */
    String put(String key, String content) {
        return s3.putObject(request -> request.bucket(name).key(key),
                RequestBody.fromString(content)).versionId();
    }

    /** The id of the delete marker. */
    String delete(String key) {
        return s3.deleteObject(request -> request.bucket(name).key(key)).versionId();
    }

    void deleteVersion(String key, String versionId) {
        s3.deleteObject(request -> request.bucket(name).key(key).versionId(versionId));
    }

    String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(name).key(key)).asUtf8String();
    }

    String get(String key, String versionId) {
        return s3.getObjectAsBytes(
                request -> request.bucket(name).key(key).versionId(versionId)).asUtf8String();
    }
}

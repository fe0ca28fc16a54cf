package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.xml.LocationConstraint;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets accounts into their own buckets and into no others. */
public final class BucketAccess {
    private final BucketStore buckets;

    public BucketAccess(BucketStore buckets) {
        this.buckets = buckets;
    }

    /**
     * Reads the name of a bucket.
     *
     * @throws S3Exception InvalidBucketName
     */
    public static BucketName name(String name) {
        if (!BucketName.isValid(name)) {
            throw S3Exception.of(S3ErrorCode.INVALID_BUCKET_NAME,
                    "BucketName", name);
        }
        return new BucketName(name);
    }

    /**
     * The bucket, if it exists and the caller may use it.
     *
     * @param expectedOwner canonical id that the request says the owner has; null where it does not
     * @throws S3Exception AccessDenied
     * @throws dev.cairn.storage.model.StorageException NoSuchBucket
     */
    public Bucket enter(BucketName name, Caller caller, @Nullable String expectedOwner) {
        Bucket bucket = buckets.get(name);
        if (!bucket.owner().equals(caller.account().id())
                || (expectedOwner != null && !expectedOwner.equals(bucket.owner()))) {
            // As on AWS, so that a client that guessed the region wrong learns the right one.
            Map<String, String> region =
                    Map.of("x-amz-bucket-region", LocationConstraint.region(bucket.region()));
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    S3ErrorCode.ACCESS_DENIED.message(),
                    Map.of(),
                    region);
        }
        return bucket;
    }
}

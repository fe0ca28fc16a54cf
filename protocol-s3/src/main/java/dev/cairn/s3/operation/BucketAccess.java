package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.StorageException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets requests into buckets, and knows what their conditions may ask. Called by many threads. */
public final class BucketAccess {
    private final Storage storage;
    private final BucketPolicies policies;
    private final PublicAccessBlocks blocks;
    private final InstantSource realTime;

    /**
     * The rights in the buckets of a store.
     *
     * @param realTime what signatures are compared with
     */
    public BucketAccess(Storage storage, InstantSource realTime) {
        this.storage = storage;
        DocumentStore documents = storage.documents();
        this.policies = new BucketPolicies(documents);
        this.blocks = new PublicAccessBlocks(documents);
        this.realTime = realTime;
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
     * Lets a request in to do its operation.
     *
     * @param caller null for anonymous requests
     * @throws S3Exception AccessDenied, InvalidBucketName, KeyTooLongError
     * @throws StorageException NoSuchBucket
     */
    public Access enter(
            Operation operation,
            RequestHead head,
            RequestTarget target,
            S3Address address,
            @Nullable Caller caller) {
        Access.Request request =
                new Access.Request(head, target.query(), caller, operation.name());
        if (address.bucket() == null || !operation.needsBucket()) {
            if (caller == null) {
                throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
            }
            return new Access(this, request, null);
        }
        String expectedOwner = head.headers().first("x-amz-expected-bucket-owner");
        Access access =
                new Access(this, request, find(name(address.bucket()), expectedOwner));
        access.requireAnyRight();
        String versionId = target.query().first(Route.VERSION_ID);
        for (String action : operation.rights(head.headers(), versionId)) {
            if (address.key() == null) {
                access.require(action);
            } else {
                access.require(action, S3Request.key(address.key()), versionId);
            }
        }
        return access;
    }

    /**
     * The bucket, if it exists and has the owner that the request says.
     *
     * @param expectedOwner canonical id that the request says the owner has; null where it does not
     * @throws S3Exception AccessDenied
     * @throws StorageException NoSuchBucket
     */
    Bucket find(BucketName name, @Nullable String expectedOwner) {
        Bucket bucket = storage.buckets().get(name);
        if (expectedOwner != null && !expectedOwner.equals(bucket.owner())) {
            throw Access.denied(bucket);
        }
        return bucket;
    }

    /** The rights in a bucket as they are now. */
    BucketRights rights(Bucket bucket) {
        return new BucketRights(
                bucket.owner(),
                policies.of(bucket),
                () -> blocks.of(bucket).restrictPublicBuckets());
    }

    /** The tags of a version, for conditions; none where there is none. */
    Map<String, String> tags(Bucket bucket, ObjectKey key, @Nullable String versionId) {
        try {
            return storage.objects().head(bucket.name(), key, versionId).object().tags();
        } catch (StorageException missing) {
            return Map.of();
        }
    }

    RequestFacts.Times times() {
        return new RequestFacts.Times(storage.clock().now(), realTime.instant());
    }

    BucketPolicies policies() {
        return policies;
    }

    PublicAccessBlocks blocks() {
        return blocks;
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.QueryParameters;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.policy.AccessQuestion;
import dev.cairn.s3.policy.ResourceArn;
import dev.cairn.s3.xml.LocationConstraint;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who asks for a request and what he may do with it in one bucket. Used by one thread. */
public final class Access {
    private final BucketAccess entrance;
    private final Request request;
    private final @Nullable Bucket bucket;

    /** Read once for all that is asked; null before. */
    private @Nullable BucketRights rights;

    /**
     * What is known of a request before its operation begins.
     *
     * @param caller null for anonymous requests
     * @param operation S3's name
     */
    record Request(
            RequestHead head, QueryParameters query, @Nullable Caller caller, String operation) {}

    /**
     * Of a request.
     *
     * @param bucket null where none is addressed or it need not exist
     */
    Access(BucketAccess entrance, Request request, @Nullable Bucket bucket) {
        this.entrance = entrance;
        this.request = request;
        this.bucket = bucket;
    }

    /** The one who signed; empty for anonymous requests. */
    public Optional<Caller> caller() {
        return Optional.ofNullable(request.caller());
    }

    /** The bucket that all of this is about, for operations that need one. */
    public Bucket bucket() {
        return Objects.requireNonNull(bucket, "this operation has no bucket");
    }

    /** The same request in another bucket, which the answer then is about. */
    Access in(Bucket other) {
        return new Access(entrance, request, other);
    }

    /** Whether the bucket may be used so. */
    boolean allows(String action) {
        String resource = ResourceArn.of(bucket().name());
        return rights().allow(question(action, resource, null, Map::of, null));
    }

    /** Whether an object of the bucket may be used so. */
    boolean allows(String action, ObjectKey key, @Nullable String versionId) {
        return rights().allow(question(action, key, versionId, null));
    }

    /** Refuses those who may do nothing at all before any of the body is read. */
    void requireAnyRight() {
        Caller caller = request.caller();
        require(rights().mayAllow(caller == null ? null : caller.account().id()));
    }

    /** Refuses what the bucket may not be used for. */
    void require(String action) {
        require(allows(action));
    }

    /** Refuses what an object may not be used for. */
    void require(String action, ObjectKey key, @Nullable String versionId) {
        require(allows(action, key, versionId));
    }

    /**
     * The same for a request whose tags stand in its body.
     *
     * @throws S3Exception AccessDenied
     */
    void requireWithTags(
            String action, ObjectKey key, @Nullable String versionId, Map<String, String> tags) {
        require(rights().allow(question(action, key, versionId, tags)));
    }

    /**
     * What to answer where an object is missing: that it is, only to those who may list the bucket.
     *
     * <p>Rule: Amazon S3 API Reference, "GetObject".
     */
    public RuntimeException answerTo(StorageException refused) {
        boolean missing =
                refused.refusal() instanceof Refusal.NoSuchKey
                        || refused.refusal() instanceof Refusal.CurrentIsDeleteMarker;
        return missing && !allows("s3:ListBucket") ? denied(bucket()) : refused;
    }

    /** AccessDenied as on AWS, so that a client that guessed the region wrong learns the right. */
    static S3Exception denied(Bucket bucket) {
        Map<String, String> region =
                Map.of(
                        "x-amz-bucket-region",
                        LocationConstraint.region(bucket.region()));
        return new S3Exception(
                S3ErrorCode.ACCESS_DENIED,
                S3ErrorCode.ACCESS_DENIED.message(),
                Map.of(),
                region);
    }

    private BucketRights rights() {
        if (rights == null) {
            rights = entrance.rights(bucket());
        }
        return rights;
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw denied(bucket());
        }
    }

    private AccessQuestion question(
            String action,
            ObjectKey key,
            @Nullable String versionId,
            @Nullable Map<String, String> sentTags) {
        return question(
                action,
                ResourceArn.of(bucket().name(), key),
                versionId,
                () -> entrance.tags(bucket(), key, versionId),
                sentTags);
    }

    private AccessQuestion question(
            String action,
            String resource,
            @Nullable String versionId,
            Supplier<Map<String, String>> tags,
            @Nullable Map<String, String> sentTags) {
        RequestFacts facts =
                new RequestFacts(
                        request.head(),
                        request.query(),
                        request.caller(),
                        request.operation(),
                        entrance.times(),
                        new RequestFacts.ObjectFacts(bucket(), versionId, tags),
                        sentTags);
        Caller caller = request.caller();
        return new AccessQuestion(
                caller == null ? null : caller.account().id(), action, resource, facts);
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.QueryParameters;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import dev.cairn.s3.payload.Payload;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request that is known to be an operation, of a known caller who may do it. */
public final class S3Request {
    private final RequestHead head;
    private final QueryParameters query;
    private final S3Address address;
    private final Access access;
    private final Payload payload;

    public S3Request(
            RequestHead head,
            RequestTarget target,
            S3Address address,
            Access access,
            Payload payload) {
        this.head = head;
        this.query = target.query();
        this.address = address;
        this.access = access;
        this.payload = payload;
    }

    public RequestHead head() {
        return head;
    }

    public Headers headers() {
        return head.headers();
    }

    /** The first value of a header; null where it is absent. */
    public @Nullable String header(String name) {
        return head.headers().first(name);
    }

    /** The first value of a query key; empty where it has none; null where it is absent. */
    public @Nullable String parameter(String key) {
        return query.first(key);
    }

    /** The value of a query key; the default where it is absent. */
    public String parameter(String key, String absent) {
        String value = query.first(key);
        return value == null ? absent : value;
    }

    /**
     * The one who signed.
     *
     * @throws S3Exception AccessDenied for anonymous requests
     */
    public Caller caller() {
        return access.caller().orElseThrow(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED));
    }

    /** Whether nobody signed. */
    public boolean anonymous() {
        return access.caller().isEmpty();
    }

    /** What may be done, for operations that ask as they go. */
    public Access access() {
        return access;
    }

    /** The addressed bucket, for operations that need one. */
    public Bucket bucket() {
        return access.bucket();
    }

    /** The name of the addressed bucket, which need not exist. */
    public BucketName bucketName() {
        return BucketAccess.name(
                Objects.requireNonNull(address.bucket(), "this operation has no bucket"));
    }

    /**
     * The addressed key.
     *
     * @throws S3Exception KeyTooLongError
     */
    public ObjectKey key() {
        return key(Objects.requireNonNull(address.key(), "this operation has no key"));
    }

    /**
     * Reads a key.
     *
     * @throws S3Exception KeyTooLongError
     */
    static ObjectKey key(String key) {
        try {
            return new ObjectKey(key);
        } catch (IllegalArgumentException tooLong) {
            throw new S3Exception(S3ErrorCode.KEY_TOO_LONG_ERROR);
        }
    }

    /** Whether the bucket stood in the Host header. */
    public boolean virtualHost() {
        return address.virtualHost();
    }

    /** The body; nothing of it has been read. */
    public Payload payload() {
        return payload;
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.policy.BucketPolicy;
import dev.cairn.s3.policy.PolicyReader;
import dev.cairn.s3.xml.PolicyStatus;
import dev.cairn.storage.model.Bucket;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The policy of a bucket: kept as it was sent, read strictly before.
 *
 * <p>Rules: Amazon S3 API Reference, "PutBucketPolicy", "GetBucketPolicyStatus".
 */
final class BucketPolicyDocument {
    private static final String KEY = "policy";

    /** Enough to tell a policy that is too large from no policy. */
    private static final int BODY_BYTES_MAX = 4 * PolicyReader.BYTES_MAX;

    private final BucketPolicies policies;
    private final PublicAccessBlocks blocks;
    private final Supplier<Accounts> accounts;

    BucketPolicyDocument(BucketAccess access, Supplier<Accounts> accounts) {
        this.policies = access.policies();
        this.blocks = access.blocks();
        this.accounts = accounts;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketPolicy",
                        Route.bucket("GET", KEY),
                        "s3:GetBucketPolicy",
                        this::get),
                new DocumentOperation(
                        "PutBucketPolicy",
                        Route.bucket("PUT", KEY),
                        "s3:PutBucketPolicy",
                        this::put),
                new DocumentOperation(
                        "DeleteBucketPolicy",
                        Route.bucket("DELETE", KEY),
                        "s3:DeleteBucketPolicy",
                        this::delete),
                new DocumentOperation(
                        "GetBucketPolicyStatus",
                        Route.bucket("GET", "policyStatus"),
                        "s3:GetBucketPolicyStatus",
                        this::status));
    }

    private S3Response get(S3Request request) {
        requireOwner(request);
        byte[] text = policies.text(request.bucket()).orElseThrow(() -> noPolicy(request));
        return S3Response.of(
                200,
                Headers.builder().add("content-type", "application/json").build(),
                new ResponseBody.Bytes(text));
    }

    private S3Response put(S3Request request) throws IOException {
        requireOwner(request);
        byte[] text = request.payload().readAll(BODY_BYTES_MAX);
        if (text.length > PolicyReader.BYTES_MAX) {
            throw new S3Exception(
                    S3ErrorCode.MALFORMED_POLICY,
                    "Policy exceeds the maximum allowed document size.");
        }
        Accounts existing = accounts.get();
        Bucket bucket = request.bucket();
        BucketPolicy policy =
                new PolicyReader(bucket.name(), id -> existing.byId(id).isPresent()).read(text);
        if (policy.isPublic() && blocks.of(bucket).blockPublicPolicy()) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "Public policies are prevented by the BlockPublicPolicy setting of the"
                            + " bucket's public access block.");
        }
        policies.put(bucket.name(), text);
        return S3Response.of(204, Headers.EMPTY);
    }

    private S3Response delete(S3Request request) {
        requireOwner(request);
        policies.delete(request.bucket().name());
        return S3Response.of(204, Headers.EMPTY);
    }

    private S3Response status(S3Request request) {
        BucketPolicy policy = policies.of(request.bucket());
        if (policy == null) {
            throw noPolicy(request);
        }
        return XmlResponse.ok(new PolicyStatus(policy.isPublic()));
    }

    /** Whoever else has the right is told that his account is the wrong one. */
    private static void requireOwner(S3Request request) {
        boolean owner =
                !request.anonymous()
                        && request.caller().account().id().equals(request.bucket().owner());
        if (!owner) {
            throw S3Exception.of(
                    S3ErrorCode.METHOD_NOT_ALLOWED,
                    "Method",
                    request.head().method(),
                    "ResourceType",
                    "BUCKETPOLICY");
        }
    }

    private static S3Exception noPolicy(S3Request request) {
        return S3Exception.of(
                S3ErrorCode.NO_SUCH_BUCKET_POLICY,
                "BucketName",
                request.bucket().name().value());
    }
}

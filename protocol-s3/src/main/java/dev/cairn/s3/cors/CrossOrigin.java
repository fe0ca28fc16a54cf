package dev.cairn.s3.cors;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Address;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers what pages of other origins may do. Nobody need be authentic for it, and nothing
 * is refused but preflights: it is for the browser to keep the answer from the page. Called by many
 * threads.
 *
 * <p>Source: Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)"; the words of the
 * refusals are those on the wire.
 */
public final class CrossOrigin {
    /** What a preflight is called in logs and metrics; the service model does not know it. */
    public static final String PREFLIGHT = "OptionsObject";

    private static final String NOT_ALLOWED =
            "This CORS request is not allowed. This is usually because the evalution of Origin,"
                    + " request method / Access-Control-Request-Method or"
                    + " Access-Control-Request-Headers are not whitelisted by the resource's CORS"
                    + " spec.";

    private final BucketStore buckets;
    private final CorsStore configurations;

    public CrossOrigin(BucketStore buckets, CorsStore configurations) {
        this.buckets = buckets;
        this.configurations = configurations;
    }

    /**
     * Answers a preflight.
     *
     * @throws S3Exception BadRequest for what is none, AccessForbidden
     */
    public S3Response preflight(RequestHead head, S3Address address) {
        CorsQuestion question = CorsQuestion.of(head);
        if (question == null) {
            throw new S3Exception(
                    S3ErrorCode.BAD_REQUEST,
                    "Insufficient information. Origin request header needed.");
        }
        Bucket bucket =
                bucket(address)
                        .orElseThrow(() -> forbidden("Bucket not found", question, "BUCKET"));
        CorsConfiguration configuration =
                configurations.get(bucket)
                        .orElseThrow(
                                () -> forbidden(
                                        "CORS is not enabled for this bucket.",
                                        question,
                                        "BUCKET"));
        @Nullable String method = head.headers().first(CorsQuestion.METHOD);
        if (method == null || !CorsRule.METHODS.contains(method.strip())) {
            throw new S3Exception(
                    S3ErrorCode.BAD_REQUEST, "Invalid Access-Control-Request-Method: " + method);
        }
        String type = address.key() == null ? "BUCKET" : "OBJECT";
        CorsGrant grant =
                configuration
                        .grant(question)
                        .orElseThrow(() -> forbidden(NOT_ALLOWED, question, type));
        return S3Response.of(200, grant.headers());
    }

    /** What the answer to a request says to a browser besides; nothing where no rule fits. */
    public Headers headers(RequestHead head, S3Address address) {
        CorsQuestion question = CorsQuestion.of(head);
        if (question == null) {
            return Headers.EMPTY;
        }
        return bucket(address)
                .flatMap(configurations::get)
                .flatMap(configuration -> configuration.grant(question))
                .map(CorsGrant::headers)
                .orElse(Headers.EMPTY);
    }

    private Optional<Bucket> bucket(S3Address address) {
        return Optional.ofNullable(address.bucket())
                .filter(BucketName::isValid)
                .flatMap(name -> buckets.find(new BucketName(name)));
    }

    private static S3Exception forbidden(String why, CorsQuestion question, String type) {
        return S3Exception.saying(
                S3ErrorCode.ACCESS_FORBIDDEN,
                "CORSResponse: " + why,
                "Method",
                question.method(),
                "ResourceType",
                type);
    }
}

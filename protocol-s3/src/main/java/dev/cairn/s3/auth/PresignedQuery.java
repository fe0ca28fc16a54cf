package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.QueryParameters;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the claim of a presigned URL.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters".
 */
final class PresignedQuery {
    static final String SIGNATURE = "X-Amz-Signature";
    static final String ALGORITHM = "X-Amz-Algorithm";

    /** A week: for as long is a signing key good. */
    private static final long SECONDS_MAX = 604_800;

    private PresignedQuery() {}

    static Claim claim(QueryParameters query) {
        String algorithm = required(query, ALGORITHM);
        String credential = required(query, "X-Amz-Credential");
        String signature = required(query, SIGNATURE);
        String date = required(query, "X-Amz-Date");
        String signedHeaders = required(query, "X-Amz-SignedHeaders");
        required(query, "X-Amz-Expires");
        if (!algorithm.equals(Claim.ALGORITHM)) {
            throw Mechanism.QUERY.refused(
                    "X-Amz-Algorithm only supports \"%s\"".formatted(Claim.ALGORITHM));
        }
        SignedAt signedAt =
                SignedAt.parse(date)
                        .orElseThrow(
                                () -> Mechanism.QUERY.refused(
                                        "X-Amz-Date must be in the ISO8601 Long Format"
                                                + " \"yyyyMMdd'T'HHmmss'Z'\""));
        return new Claim(
                Mechanism.QUERY,
                Credential.parse(credential, Mechanism.QUERY),
                Claim.headerNames(signedHeaders),
                signature,
                signedAt);
    }

    /** Refuses URLs whose time is over, or has not come: then the signer's clock is ahead. */
    static void checkTime(QueryParameters query, Instant signedAt, Instant now, Duration skewMax) {
        long seconds = expires(required(query, "X-Amz-Expires"));
        Instant end = signedAt.plusSeconds(seconds);
        if (now.isAfter(end)) {
            throw S3Exception.saying(
                    S3ErrorCode.ACCESS_DENIED,
                    "Request has expired",
                    "X-Amz-Expires",
                    Long.toString(seconds),
                    "Expires",
                    Authenticator.seconds(end),
                    "ServerTime",
                    Authenticator.seconds(now));
        }
        if (signedAt.isAfter(now.plus(skewMax))) {
            throw S3Exception.saying(
                    S3ErrorCode.ACCESS_DENIED,
                    "Request is not yet valid",
                    "X-Amz-Date",
                    Long.toString(signedAt.toEpochMilli()),
                    "Expires",
                    Authenticator.seconds(end),
                    "ServerTime",
                    Authenticator.seconds(now));
        }
    }

    private static long expires(String text) {
        long seconds;
        try {
            seconds = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Mechanism.QUERY.refused("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw Mechanism.QUERY.refused("X-Amz-Expires must be non-negative");
        }
        if (seconds == 0) {
            throw Mechanism.QUERY.refused("X-Amz-Expires must be greater than 0");
        }
        if (seconds > SECONDS_MAX) {
            throw Mechanism.QUERY.refused(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than 604800 seconds");
        }
        return seconds;
    }

    private static String required(QueryParameters query, String name) {
        String value = query.first(name);
        if (value == null || value.isEmpty()) {
            throw Mechanism.QUERY.refused(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                            + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date,"
                            + " X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return value;
    }
}

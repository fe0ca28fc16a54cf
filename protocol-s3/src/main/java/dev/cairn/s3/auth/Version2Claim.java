package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.QueryParameters;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its signature of Version 2, before any of it is believed.
 *
 * @param signature base64, as sent
 * @param date what was signed in the line of the date
 */
record Version2Claim(String accessKeyId, String signature, String date) {
    static final String SIGNATURE = "Signature";
    static final String ACCESS_KEY_ID = "AWSAccessKeyId";
    static final String TYPE = "AWS";

    private static final String EXPIRES = "Expires";
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,18}");

    /** Where S3 stops reading a number as a time. */
    private static final long EXPIRES_END = 1L << 31;

    /**
     * Reads the claim of a presigned URL, whose time must not be over.
     *
     * @throws S3Exception AccessDenied
     */
    static Version2Claim inQuery(QueryParameters query, Instant now) {
        String accessKeyId = query.first(ACCESS_KEY_ID);
        String expires = query.first(EXPIRES);
        String signature = query.first(SIGNATURE);
        if (accessKeyId == null || expires == null || signature == null) {
            throw denied(
                    "Query-string authentication requires the Signature, Expires and"
                            + " AWSAccessKeyId parameters");
        }
        long seconds = SECONDS.matcher(expires).matches() ? Long.parseLong(expires) : EXPIRES_END;
        if (seconds >= EXPIRES_END) {
            throw denied("Invalid date (should be seconds since epoch): " + expires);
        }
        Instant end = Instant.ofEpochSecond(Math.max(seconds, 0));
        if (now.isAfter(end)) {
            throw S3Exception.saying(
                    S3ErrorCode.ACCESS_DENIED,
                    "Request has expired",
                    "Expires",
                    Authenticator.seconds(end),
                    "ServerTime",
                    Authenticator.seconds(now));
        }
        return new Version2Claim(accessKeyId, signature, expires);
    }

    /**
     * Reads the claim of an Authorization header, {@code AWS id:signature}.
     *
     * @throws S3Exception InvalidArgument, AccessDenied without a date, RequestTimeTooSkewed
     */
    static Version2Claim inHeader(Headers headers, String authorization, Instant now) {
        String[] words = authorization.substring(TYPE.length()).strip().split(":", -1);
        if (words.length != 2 || words[1].isEmpty()) {
            throw S3Exception.invalidArgument(
                    "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
                    "Authorization",
                    authorization);
        }
        SignedAt signedAt = AuthorizationHeader.signedAt(headers);
        Authenticator.checkSkew(signedAt, now);
        @Nullable String date = headers.contains("x-amz-date") ? null : headers.first("date");
        return new Version2Claim(words[0], words[1], date == null ? "" : date.strip());
    }

    private static S3Exception denied(String message) {
        return S3Exception.saying(S3ErrorCode.ACCESS_DENIED, message);
    }
}

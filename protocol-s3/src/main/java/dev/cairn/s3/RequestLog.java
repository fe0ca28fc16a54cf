package dev.cairn.s3;

import org.jspecify.annotations.Nullable;

/**
 * A finished request, reported once by {@link S3Service} and fed to metrics, access log and
 * billing.
 *
 * @param operation S3's name, or {@code Unknown}
 * @param errorCode S3's error code; null for a success
 * @param receivedBytes of the decoded payload
 * @param sentBytes of the answer's body, as promised
 * @param nanos from the head's arrival to the answer's readiness
 */
public record RequestLog(
        String requestId,
        String operation,
        String method,
        String target,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable String account,
        @Nullable String accessKey,
        String remoteAddress,
        int status,
        @Nullable String errorCode,
        long receivedBytes,
        long sentBytes,
        long nanos) {}

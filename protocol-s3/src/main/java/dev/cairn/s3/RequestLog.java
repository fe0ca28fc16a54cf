package dev.cairn.s3;

import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.TlsSession;
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
 * @param client what the client says of itself
 * @param detail what else is known, of no use but to be read
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
        long nanos,
        Client client,
        Detail detail) {
    /**
     * What an access log tells beyond the rest.
     *
     * @param versionId that the request names
     * @param objectSizeBytes of the object, or of the part, that is read or was stored
     * @param hostId as in the error document; null for a success
     * @param authorization the scheme of the Authorization header
     */
    public record Detail(
            @Nullable String versionId,
            @Nullable Long objectSizeBytes,
            @Nullable String hostId,
            @Nullable String authorization,
            @Nullable TlsSession tls) {
        /** Nothing is known. */
        public static final Detail NONE = new Detail(null, null, null, null, null);
    }

    /**
     * What a client says of itself; null where it says nothing.
     *
     * @param host as it was asked for
     */
    public record Client(
            @Nullable String userAgent, @Nullable String referer, @Nullable String host) {
        /** Nothing is said. */
        public static final Client SILENT = new Client(null, null, null);

        public static Client of(RequestHead head) {
            return new Client(
                    head.headers().first("user-agent"),
                    head.headers().first("referer"),
                    head.headers().first("host"));
        }
    }

    /** A request of a client that says nothing of itself, and of which nothing else is known. */
    public RequestLog(
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
            long nanos) {
        this(
                requestId,
                operation,
                method,
                target,
                bucket,
                key,
                account,
                accessKey,
                remoteAddress,
                status,
                errorCode,
                receivedBytes,
                sentBytes,
                nanos,
                Client.SILENT,
                Detail.NONE);
    }
}

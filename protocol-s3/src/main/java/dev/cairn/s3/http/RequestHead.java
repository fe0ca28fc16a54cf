package dev.cairn.s3.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request as it came in.
 *
 * @param requestId 16 upper-case hex digits, made by the front end; goes into the answer, the error
 *     document and the log
 * @param target the raw request target, neither decoded nor normalised
 * @param remoteAddress the client's address without port
 * @param tls null where it did not come over TLS
 */
public record RequestHead(
        String requestId,
        String method,
        String target,
        Headers headers,
        String remoteAddress,
        @Nullable TlsSession tls) {
    /** What belongs to the signature of a presigned URL itself. */
    private static final Set<String> SIGNATURE_PARAMETERS =
            Set.of(
                    "x-amz-algorithm",
                    "x-amz-credential",
                    "x-amz-date",
                    "x-amz-expires",
                    "x-amz-signedheaders",
                    "x-amz-signature",
                    "x-amz-security-token",
                    "x-amz-content-sha256");

    private static final Set<String> CONTENT_HEADERS = Set.of("content-type", "content-md5");

    /** Whether it came over TLS. */
    public boolean secure() {
        return tls != null;
    }

    /**
     * This head with the {@code x-amz-*} parameters of a presigned URL as headers.
     *
     * <p>Signers move such headers into the query (an {@code x-amz-checksum-crc32}, a storage class,
     * metadata; those of Signature Version 2 also {@code content-type} and {@code content-md5}), and
     * S3 obeys them there. A header that is also sent as one keeps the sent value. Without a
     * signature in the query nothing changes. Applying it twice is the same as once.
     */
    public RequestHead withPresignedHeaders(RequestTarget parsedTarget) {
        boolean version2 = parsedTarget.query().contains("Signature");
        if (!version2 && !parsedTarget.query().contains("X-Amz-Signature")) {
            return this;
        }
        Headers.Builder all = Headers.builder().addAll(headers);
        parsedTarget
                .query()
                .forEach(
                        (key, value) -> {
                            String name = key.toLowerCase(Locale.ROOT);
                            boolean moved =
                                    name.startsWith("x-amz-")
                                            ? !SIGNATURE_PARAMETERS.contains(name)
                                            : version2 && CONTENT_HEADERS.contains(name);
                            if (moved && !headers.contains(name)) {
                                all.add(name, asHeaderValue(value));
                            }
                        });
        return new RequestHead(requestId, method, target, all.build(), remoteAddress, tls);
    }

    /** One character for each byte of UTF-8, as values of headers are. */
    private static String asHeaderValue(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

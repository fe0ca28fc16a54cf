package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;

/**
 * What the signature of a head says about the body.
 *
 * @param contentSha256 the value of {@code x-amz-content-sha256}, or UNSIGNED-PAYLOAD for presigned
 *     requests without it
 * @param signingKey key for the signatures of chunks
 * @param scope credential scope, {@code date/region/service/aws4_request}
 * @param timestamp {@code x-amz-date}
 * @param seedSignature the signature of the head, hex
 */
public record PayloadProof(
        String contentSha256,
        byte[] signingKey,
        String scope,
        String timestamp,
        String seedSignature) {
    /**
     * Of a request that nobody signed: the hash that it names is compared all the same.
     *
     * @throws S3Exception AccessDenied where chunks are said to be signed
     */
    public static PayloadProof unsigned(Headers headers) {
        String header = headers.first("x-amz-content-sha256");
        String contentSha256 = header == null ? "UNSIGNED-PAYLOAD" : header.strip();
        if (contentSha256.startsWith("STREAMING-AWS4-")) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        return new PayloadProof(contentSha256, new byte[0], "", "", "");
    }

    @Override
    public String toString() {
        return "PayloadProof[" + contentSha256 + "]";
    }
}

package dev.cairn.s3.auth;

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
    /** Of a head that says nothing about the body. */
    public static PayloadProof unsigned() {
        return new PayloadProof("UNSIGNED-PAYLOAD", new byte[0], "", "", "");
    }

    @Override
    public String toString() {
        return "PayloadProof[" + contentSha256 + "]";
    }
}

package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Compares signatures of Version 2: of presigned URLs, of headers and of forms. Called by many
 * threads.
 *
 * <p>Source: Amazon S3 User Guide, "Signing and authenticating REST requests" (appendix).
 */
final class Version2 {
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private Version2() {}

    /**
     * Compares the signature of a request with what it must be.
     *
     * @throws S3Exception SignatureDoesNotMatch
     */
    static void verify(
            RequestHead head,
            RequestTarget target,
            Version2Claim claim,
            AccessKey key,
            List<String> domains) {
        S3Address address = S3Address.of(target, head.headers().first("host"), domains);
        RequestHead whole = head.withPresignedHeaders(target);
        String resource = Version2String.resource(target, address);
        Version2String text = Version2String.of(whole, target, claim.date(), resource);
        if (matches(key, text.bytes(), claim.signature())) {
            return;
        }
        // By path, boto3 signs a slash behind the bucket that it does not send.
        if (address.key() == null && address.bucket() != null && !resource.endsWith("/")) {
            Version2String slashed =
                    Version2String.of(whole, target, claim.date(), resource + '/');
            if (matches(key, slashed.bytes(), claim.signature())) {
                return;
            }
        }
        throw mismatch(key, text.bytes(), claim.signature());
    }

    /**
     * Compares a signature over a text.
     *
     * @throws S3Exception SignatureDoesNotMatch
     */
    static void verify(AccessKey key, byte[] text, String signature) {
        if (!matches(key, text, signature)) {
            throw mismatch(key, text, signature);
        }
    }

    /**
     * Version 2 says nothing of the body, so that it can be in no mode whose chunks are signed.
     *
     * @throws S3Exception InvalidRequest
     */
    static PayloadProof proof(Headers headers) {
        String mode = headers.first("x-amz-content-sha256");
        if (mode != null && mode.startsWith("STREAMING-AWS4-")) {
            throw Authenticator.mechanismNotSupported();
        }
        if (mode == null) {
            // Clients that know this version alone do not name the mode, but send the trailer.
            mode = headers.contains("x-amz-trailer") ? UNSIGNED_CHUNKS : UNSIGNED_PAYLOAD;
        }
        return new PayloadProof(mode.strip(), new byte[0], "", "", "");
    }

    private static boolean matches(AccessKey key, byte[] text, String signature) {
        byte[] secret = key.secret().getBytes(StandardCharsets.UTF_8);
        String expected = Base64.getEncoder().encodeToString(Hmac.sha1(secret, text));
        return Authenticator.isSame(expected, signature);
    }

    private static S3Exception mismatch(AccessKey key, byte[] text, String signature) {
        return S3Exception.of(
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                "AWSAccessKeyId",
                key.id(),
                "StringToSign",
                new String(text, StandardCharsets.UTF_8),
                "SignatureProvided",
                signature,
                "StringToSignBytes",
                Authenticator.spacedHex(text));
    }
}

package dev.cairn.s3.payload;

import dev.cairn.s3.auth.Hmac;
import dev.cairn.s3.auth.PayloadProof;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The chain of signatures over the chunks of a body: each signs the one before it, the first that
 * of the head, so that chunks can neither be changed nor moved, dropped or added.
 *
 * <p>Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
 * Transferring Payload in Multiple Chunks" and "Including Trailing Headers".
 */
final class ChunkSignatures {
    private static final HexFormat HEX = HexFormat.of();
    private static final String EMPTY_SHA256 =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final PayloadProof proof;
    private final MessageDigest chunkDigest = Hashes.sha256();
    private String previous;

    ChunkSignatures(PayloadProof proof) {
        this.proof = proof;
        previous = proof.seedSignature();
    }

    /** Takes in bytes of the present chunk. */
    void update(ByteBuffer bytes) {
        chunkDigest.update(bytes);
    }

    /** Ends the present chunk and begins the next. */
    void verifyChunk(String signature) {
        verify(
                "AWS4-HMAC-SHA256-PAYLOAD",
                EMPTY_SHA256 + '\n' + HEX.formatHex(chunkDigest.digest()),
                signature);
    }

    /** Ends the chain with the trailer in its canonical form. */
    void verifyTrailer(String canonicalTrailer, String signature) {
        byte[] digest =
                Hashes.sha256().digest(canonicalTrailer.getBytes(StandardCharsets.ISO_8859_1));
        verify("AWS4-HMAC-SHA256-TRAILER", HEX.formatHex(digest), signature);
    }

    private void verify(String algorithm, String hashes, String signature) {
        String stringToSign =
                String.join(
                        "\n", algorithm, proof.timestamp(), proof.scope(), previous, hashes);
        String expected = HEX.formatHex(Hmac.sha256(proof.signingKey(), stringToSign));
        boolean same =
                MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8));
        if (!same) {
            throw S3Exception.of(
                    S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                    "StringToSign",
                    stringToSign,
                    "SignatureProvided",
                    signature);
        }
        previous = signature;
    }
}

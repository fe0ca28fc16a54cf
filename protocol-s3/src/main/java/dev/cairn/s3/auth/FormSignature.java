package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a form over its policy, by Version 4 or 2.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests: Browser-Based Uploads Using POST".
 *
 * @param credential of Version 4; null for a form that is signed by Version 2
 */
record FormSignature(
        String accessKeyId, String policy, String signature, @Nullable Credential credential) {
    private static final String POLICY = "policy";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final String SIGNATURE_2 = "signature";

    /** Whether a form says anything of a signature. */
    static boolean isIn(Headers fields) {
        return Stream.of(
                POLICY,
                ALGORITHM,
                CREDENTIAL,
                SIGNATURE,
                SIGNATURE_2,
                Version2Claim.ACCESS_KEY_ID)
                .anyMatch(fields::contains);
    }

    /**
     * Reads the fields of a form.
     *
     * @throws S3Exception InvalidArgument, naming what is missing or malformed; InvalidRequest for
     *     Version 2 where it is not accepted; AccessDenied for a form without signature
     */
    static FormSignature of(Headers fields, AuthSettings settings) {
        if (Stream.of(ALGORITHM, CREDENTIAL, SIGNATURE).anyMatch(fields::contains)) {
            return version4(fields, settings);
        }
        if (fields.contains(SIGNATURE_2) || fields.contains(Version2Claim.ACCESS_KEY_ID)) {
            if (settings.version2() == SignatureVersion2.OFF) {
                throw Authenticator.mechanismNotSupported();
            }
            return new FormSignature(
                    required(fields, Version2Claim.ACCESS_KEY_ID),
                    required(fields, POLICY),
                    required(fields, SIGNATURE_2),
                    null);
        }
        if (fields.contains(POLICY)) {
            throw S3Exception.missingField(Version2Claim.ACCESS_KEY_ID);
        }
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }

    /**
     * Compares the signature with what it must be.
     *
     * @throws S3Exception SignatureDoesNotMatch
     */
    void verify(AccessKey key, SigningKeys keys) {
        if (credential == null) {
            Version2.verify(key, policy.getBytes(StandardCharsets.ISO_8859_1), signature);
            return;
        }
        byte[] text = policy.getBytes(StandardCharsets.ISO_8859_1);
        byte[] signingKey = keys.derive(key, credential);
        String expected = HexFormat.of().formatHex(Hmac.sha256(signingKey, text));
        if (!Authenticator.isSame(expected, signature)) {
            throw S3Exception.of(
                    S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                    "AWSAccessKeyId",
                    key.id(),
                    "StringToSign",
                    policy,
                    "SignatureProvided",
                    signature,
                    "StringToSignBytes",
                    Authenticator.spacedHex(text));
        }
        keys.remember(key, credential, signingKey);
    }

    private static FormSignature version4(Headers fields, AuthSettings settings) {
        String policy = required(fields, POLICY);
        String algorithm = required(fields, ALGORITHM);
        if (!algorithm.equals(Claim.ALGORITHM)) {
            throw S3Exception.invalidArgument(
                    "%s only supports \"%s\"".formatted(ALGORITHM, Claim.ALGORITHM),
                    ALGORITHM,
                    algorithm);
        }
        Credential credential =
                Credential.parse(required(fields, CREDENTIAL), Mechanism.FORM);
        credential.check(settings, Mechanism.FORM);
        String date = required(fields, DATE);
        SignedAt signedAt =
                SignedAt.parse(date)
                        .orElseThrow(
                                () -> S3Exception.invalidArgument(
                                        "X-Amz-Date must be in the ISO8601 Long Format"
                                                + " \"yyyyMMdd'T'HHmmss'Z'\"",
                                        DATE,
                                        date));
        if (!credential.date().equals(signedAt.date())) {
            throw S3Exception.invalidArgument(
                    "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
                            .formatted(credential.date(), signedAt.date()),
                    CREDENTIAL,
                    credential.date());
        }
        return new FormSignature(
                credential.accessKeyId(), policy, required(fields, SIGNATURE), credential);
    }

    private static String required(Headers fields, String name) {
        String value = fields.first(name);
        if (value == null || value.isEmpty()) {
            throw S3Exception.missingField(name);
        }
        return value;
    }
}

package dev.cairn.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed hashes of the signature versions. */
public final class Hmac {
    private static final String SHA256 = "HmacSHA256";
    private static final String SHA1 = "HmacSHA1";

    private Hmac() {}

    /** Of Signature Version 4. */
    public static byte[] sha256(byte[] key, byte[] message) {
        return hash(SHA256, key, message);
    }

    public static byte[] sha256(byte[] key, String message) {
        return sha256(key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Of Signature Version 2. */
    static byte[] sha1(byte[] key, byte[] message) {
        return hash(SHA1, key, message);
    }

    private static byte[] hash(String algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has " + algorithm, impossible);
        }
    }
}

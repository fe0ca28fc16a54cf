package dev.cairn.s3.payload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that every JDK has, without their checked exception. */
final class Hashes {
    private Hashes() {}

    static MessageDigest sha256() {
        return begin("SHA-256");
    }

    static MessageDigest md5() {
        return begin("MD5");
    }

    private static MessageDigest begin(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has " + name, impossible);
        }
    }
}

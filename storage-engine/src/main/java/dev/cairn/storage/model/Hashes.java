package dev.cairn.storage.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that every JDK has, without their checked exception. */
public final class Hashes {
    private Hashes() {}

    public static MessageDigest md5() {
        return begin("MD5");
    }

    public static MessageDigest sha1() {
        return begin("SHA-1");
    }

    public static MessageDigest sha256() {
        return begin("SHA-256");
    }

    public static MessageDigest sha384() {
        return begin("SHA-384");
    }

    public static MessageDigest sha512() {
        return begin("SHA-512");
    }

    private static MessageDigest begin(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has " + name, impossible);
        }
    }
}

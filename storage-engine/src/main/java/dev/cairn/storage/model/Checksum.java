package dev.cairn.storage.model;

import java.util.Base64;

/**
 * A checksum as S3 spells it: base64, and for a composite one of several parts with {@code -N}
 * behind it.
 *
 * @param value the text of the header or element
 */
public record Checksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {
    public static Checksum of(ChecksumAlgorithm algorithm, byte[] bytes) {
        return new Checksum(
                algorithm, ChecksumType.FULL_OBJECT, Base64.getEncoder().encodeToString(bytes));
    }

    /** The bytes of a checksum over content (not of a composite one with a count). */
    public byte[] bytes() {
        return Base64.getDecoder().decode(value);
    }
}

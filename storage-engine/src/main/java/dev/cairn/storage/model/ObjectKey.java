package dev.cairn.storage.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key of an object: 1 to 1,024 bytes of well-formed UTF-8, kept byte for byte.
 *
 * <p>Keys compare by their UTF-8 bytes, which is not the order of {@link String#compareTo}.
 * Source: Amazon S3 User Guide, "Naming Amazon S3 objects".
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    public static final int BYTES_MAX = 1024;

    public ObjectKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an object key of 1 to 1024 UTF-8 bytes");
        }
    }

    /** Whether an object can have this key. */
    public static boolean isValid(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        return bytes > 0 && bytes <= BYTES_MAX && isWellFormed(key);
    }

    /** Decodes UTF-8 strictly; empty when the bytes are not well-formed. */
    public static Optional<String> decodeUtf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** The order of listings: by UTF-8 bytes, for any two strings. */
    public static int compareUtf8(String left, String right) {
        return Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] utf8() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int compareTo(ObjectKey other) {
        return compareUtf8(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

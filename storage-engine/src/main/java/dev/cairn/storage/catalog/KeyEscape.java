package dev.cairn.storage.catalog;

import dev.cairn.storage.model.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How object keys stand in row keys: bytes 00, 01 and 02 become 02 and the byte plus one; 01
 * separates. The order is kept, and no key's rows begin with another key's.
 */
final class KeyEscape {
    static final byte SEPARATOR = 1;
    private static final byte ESCAPE = 2;

    private KeyEscape() {}

    static byte[] escape(String key) {
        byte[] plain = key.getBytes(StandardCharsets.UTF_8);
        int special = 0;
        for (byte b : plain) {
            if (b >= 0 && b <= ESCAPE) {
                special++;
            }
        }
        if (special == 0) {
            return plain;
        }
        byte[] escaped = new byte[plain.length + special];
        int at = 0;
        for (byte b : plain) {
            if (b >= 0 && b <= ESCAPE) {
                escaped[at++] = ESCAPE;
                escaped[at++] = (byte) (b + 1);
            } else {
                escaped[at++] = b;
            }
        }
        return escaped;
    }

    /** The key between two positions of a row key. */
    static ObjectKey unescape(byte[] row, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = row[i];
            plain[length++] = b == ESCAPE ? (byte) (row[++i] - 1) : b;
        }
        return new ObjectKey(new String(plain, 0, length, StandardCharsets.UTF_8));
    }

    /** The position of the separator behind the key that begins at {@code from}. */
    static int end(byte[] row, int from) {
        for (int i = from; i < row.length; i++) {
            if (row[i] == SEPARATOR) {
                return i;
            }
            if (row[i] == ESCAPE) {
                i++;
            }
        }
        throw new IllegalArgumentException("row key without separator: " + Arrays.toString(row));
    }
}

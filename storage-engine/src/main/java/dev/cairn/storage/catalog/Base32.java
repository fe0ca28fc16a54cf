package dev.cairn.storage.catalog;

import java.util.Optional;

/**
 * Base32 with the "extended hex" alphabet of RFC 4648 in lower case, without padding: the order of
 * texts of equal length is the order of their bytes, and they need no escaping in URLs.
 */
final class Base32 {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >>> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** Empty when the text is not what {@link #encode} makes of so many bytes. */
    static Optional<byte[]> decode(String text, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            buffer = (buffer << 5) | digit;
            bits += 5;
            if (bits >= 8 && at < length) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >>> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return at == length && encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }
}

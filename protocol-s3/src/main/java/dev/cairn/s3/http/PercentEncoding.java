package dev.cairn.s3.http;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Percent-encoding as S3 reads and signs it: over UTF-8 bytes, {@code +} is a plus, and only the
 * unreserved characters of RFC 3986 stand for themselves.
 *
 * <p>Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header", on
 * {@code UriEncode}.
 */
public final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /**
     * Decodes a part of a request target, whose characters stand for one byte each.
     *
     * @throws S3Exception InvalidURI where an escape is broken or the bytes are not UTF-8
     */
    public static String decode(String encoded) {
        if (isPlain(encoded)) {
            return encoded;
        }
        return ObjectKey.decodeUtf8(bytes(encoded)).orElseThrow(() -> invalid(encoded));
    }

    /**
     * Encodes text.
     *
     * @param keepSlash whether slashes stand for themselves, as in paths
     */
    public static String encode(String text, boolean keepSlash) {
        if (isUnreserved(text, keepSlash)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() * 2);
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(value & 0xff, keepSlash)) {
                encoded.append((char) value);
            } else {
                encoded.append('%').append(HEX[value >> 4 & 0xf]).append(HEX[value & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int count = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    throw invalid(encoded);
                }
                bytes[count++] = (byte) (nibble(encoded, i + 1) << 4 | nibble(encoded, i + 2));
                i += 2;
            } else if (c < 0x100) {
                bytes[count++] = (byte) c;
            } else {
                throw invalid(encoded);
            }
        }
        return Arrays.copyOf(bytes, count);
    }

    /** The value of an ASCII hex digit; {@link Character#digit} would take other scripts' too. */
    private static int nibble(String encoded, int index) {
        char c = encoded.charAt(index);
        int value = c < 0x80 ? Character.digit(c, 16) : -1;
        if (value < 0) {
            throw invalid(encoded);
        }
        return value;
    }

    private static boolean isUnreserved(String text, boolean keepSlash) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i), keepSlash)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int c, boolean keepSlash) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~'
                || (keepSlash && c == '/');
    }

    private static S3Exception invalid(String uri) {
        return S3Exception.of(S3ErrorCode.INVALID_URI, "URI", uri);
    }
}

package dev.cairn.s3.xml;

import java.nio.charset.StandardCharsets;

/**
 * How keys stand in a listing: as they are, or percent-encoded where the client asked for {@code
 * encoding-type=url}.
 *
 * <p>A slash is kept. Spaces and plus signs become {@code %20} and {@code %2B}, since clients
 * differ in what they make of a plus.
 */
public enum KeyEncoding {
    NONE {
        @Override
        public String encode(String text) {
            return text;
        }
    },
    URL {
        @Override
        public String encode(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (!isKept(text.charAt(i))) {
                    return percentEncoded(text);
                }
            }
            return text;
        }
    };

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** The text as it stands in the document, before XML's own escaping. */
    public abstract String encode(String text);

    private static boolean isKept(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~'
                || c == '*'
                || c == '/';
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 32);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isKept(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
            }
        }
        return encoded.toString();
    }
}

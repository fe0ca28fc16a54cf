package dev.cairn.s3.operation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encoded words of RFC 2047, by which metadata that is not printable ASCII goes through headers:
 * {@code =?UTF-8?B?w6Q=?=}.
 */
final class MailWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([A-Za-z0-9-]+)(?:\\*[^?]*)?\\?([BbQq])\\?([^? ]*)\\?=");

    private MailWords() {}

    /** Decodes the encoded words of a text; what is none, or is broken, stays as it is. */
    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        Matcher words = WORD.matcher(text);
        int end = 0;
        boolean afterWord = false;
        while (words.find()) {
            String between = text.substring(end, words.start());
            String word = decodeWord(words.group(1), words.group(2), words.group(3));
            // White space between two encoded words only separates them.
            if (!(afterWord && word != null && between.isBlank())) {
                decoded.append(between);
            }
            decoded.append(word == null ? words.group() : word);
            afterWord = word != null;
            end = words.end();
        }
        return decoded.append(text, end, text.length()).toString();
    }

    /** The text itself where it is printable ASCII, else one encoded word. */
    static String encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8) + "?=";
            }
        }
        return text;
    }

    private static @Nullable String decodeWord(String charset, String encoding, String content) {
        byte[] bytes =
                encoding.equalsIgnoreCase("B") ? decodeBase64(content) : decodeQuoted(content);
        if (bytes == null) {
            return null;
        }
        try {
            return Charset.forName(charset).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException
                | IllegalCharsetNameException
                | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    private static byte @Nullable [] decodeBase64(String content) {
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static byte @Nullable [] decodeQuoted(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '_') {
                bytes.write(' ');
            } else if (c != '=') {
                bytes.write(c);
            } else if (i + 2 < content.length()
                    && HexFormat.isHexDigit(content.charAt(i + 1))
                    && HexFormat.isHexDigit(content.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(content, i + 1, i + 3));
                i += 2;
            } else {
                return null;
            }
        }
        return bytes.toByteArray();
    }
}

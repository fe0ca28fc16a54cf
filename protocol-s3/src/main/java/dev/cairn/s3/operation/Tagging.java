package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of an object as the header {@code x-amz-tagging} carries them, encoded like a query.
 *
 * <p>Rules: Amazon S3 User Guide, "Categorizing your objects using tags".
 */
final class Tagging {
    static final int TAGS_MAX = 10;

    /** UTF-16 units. */
    static final int KEY_LENGTH_MAX = 128;

    /** UTF-16 units. */
    static final int VALUE_LENGTH_MAX = 256;

    private static final String HEADER = "x-amz-tagging";
    private static final String RESERVED_PREFIX = "aws:";
    private static final String PUNCTUATION = "+-=._:/@";

    private Tagging() {}

    /**
     * The tags of a request; none where it has no such header.
     *
     * @throws S3Exception InvalidArgument, InvalidTag, BadRequest for more than 10
     */
    static Map<String, String> of(Headers headers) {
        String header = headers.first(HEADER);
        Map<String, String> tags = new LinkedHashMap<>();
        if (header == null || header.isEmpty()) {
            return tags;
        }
        for (String pair : header.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals), header);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), header);
            check(key, value);
            if (tags.put(key, value) != null) {
                throw invalidTag("Cannot provide multiple Tags with the same key", key, null);
            }
        }
        if (tags.size() > TAGS_MAX) {
            throw new S3Exception(
                    S3ErrorCode.BAD_REQUEST, "Object tags cannot be greater than " + TAGS_MAX);
        }
        return tags;
    }

    /**
     * The tags of a document.
     *
     * @throws S3Exception InvalidTag
     */
    static Map<String, String> checked(List<Map.Entry<String, String>> sent) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, String> tag : sent) {
            check(tag.getKey(), tag.getValue());
            if (tags.put(tag.getKey(), tag.getValue()) != null) {
                throw invalidTag(
                        "Cannot provide multiple Tags with the same key", tag.getKey(), null);
            }
        }
        return tags;
    }

    private static void check(String key, String value) {
        if (key.isEmpty() || key.length() > KEY_LENGTH_MAX || !isAllowed(key)) {
            throw invalidTag("The TagKey you have provided is invalid", key, null);
        }
        if (key.startsWith(RESERVED_PREFIX)) {
            throw invalidTag("System tags cannot be added/updated by requester", key, null);
        }
        if (value.length() > VALUE_LENGTH_MAX || !isAllowed(value)) {
            throw invalidTag("The TagValue you have provided is invalid", key, value);
        }
    }

    /** Letters, numbers and white space of any script, and some punctuation. */
    private static boolean isAllowed(String text) {
        return text.codePoints()
                .allMatch(
                        c -> Character.isLetterOrDigit(c)
                                || Character.isSpaceChar(c)
                                || isNumberOrMark(c)
                                || PUNCTUATION.indexOf(c) >= 0);
    }

    private static boolean isNumberOrMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }

    private static String decode(String text, String header) {
        try {
            return URLDecoder.decode(MetadataHeaders.utf8(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw S3Exception.invalidArgument(
                    "The header '"
                            + HEADER
                            + "' must hold URL-encoded query parameters, each tag name once.",
                    HEADER,
                    header);
        }
    }

    private static S3Exception invalidTag(String message, String key, @Nullable String value) {
        return value == null
                ? S3Exception.saying(S3ErrorCode.INVALID_TAG, message, "TagKey", key)
                : S3Exception.saying(
                        S3ErrorCode.INVALID_TAG,
                        message,
                        "TagKey", key,
                        "TagValue", value);
    }
}

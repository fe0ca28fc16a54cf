package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.xml.Tagging.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tags of an object or a bucket must be like.
 *
 * <p>Rules: Amazon S3 User Guide, "Categorizing your objects using tags" and "Using cost allocation
 * S3 bucket tags".
 */
public enum TagRules {
    OBJECT(
            10,
            "Object tags cannot be greater than 10",
            "Your TagKey cannot be prefixed with aws:"),
    BUCKET(
            50,
            "Bucket tag count cannot be greater than 50",
            "System tags cannot be added/updated by requester");

    /** UTF-16 units. */
    static final int KEY_LENGTH_MAX = 128;

    /** UTF-16 units. */
    static final int VALUE_LENGTH_MAX = 256;

    private static final String RESERVED_PREFIX = "aws:";
    private static final String PUNCTUATION = "+-=._:/@";

    private final int tagsMax;
    private final String tooMany;
    private final String reserved;

    TagRules(int tagsMax, String tooMany, String reserved) {
        this.tagsMax = tagsMax;
        this.tooMany = tooMany;
        this.reserved = reserved;
    }

    /**
     * The tags of a document, in its order.
     *
     * @throws S3Exception InvalidTag, BadRequest for too many
     */
    Map<String, String> check(List<Tag> tags) {
        checkCount(tags.size());
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            check(tag.key(), tag.value());
            if (checked.put(tag.key(), tag.value()) != null) {
                throw invalidTag(
                        "Cannot provide multiple Tags with the same key", tag.key(), null);
            }
        }
        return checked;
    }

    /**
     * Refuses too many tags.
     *
     * @throws S3Exception BadRequest
     */
    public void checkCount(int count) {
        if (count > tagsMax) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, tooMany);
        }
    }

    /**
     * Refuses a tag.
     *
     * @throws S3Exception InvalidTag
     */
    public void check(String key, String value) {
        if (key.isEmpty() || key.length() > KEY_LENGTH_MAX || !isAllowed(key)) {
            throw invalidTag("The TagKey you have provided is invalid", key, null);
        }
        if (key.startsWith(RESERVED_PREFIX)) {
            throw invalidTag(reserved, key, null);
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

package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that parts of a form are told apart by, as the Content-Type of the request names it. */
final class Boundary {
    /** RFC 2046, section 5.1.1: 1 to 70 characters. */
    private static final Pattern PARAMETER =
            Pattern.compile(
                    ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s\";,]{1,70}))\\s*(?:;|$)",
                    Pattern.CASE_INSENSITIVE);

    private Boundary() {}

    /**
     * Reads the parameter.
     *
     * @throws S3Exception MalformedPOSTRequest
     */
    static String of(@Nullable String contentType) {
        Matcher matcher = PARAMETER.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            throw new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST);
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}

package dev.cairn.s3.payload;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What comes behind the last chunk: at most one checksum, and its signature where chunks are
 * signed.
 *
 * <p>Lines end with CR LF. Some clients put a lone LF behind the checksum, where the text that is
 * signed has one, and a CR LF behind that: empty lines are skipped, while the end must be an empty
 * line all the same.
 *
 * @param name in lower case; null where there is no checksum
 */
record Trailer(@Nullable String name, String value, @Nullable String signature) {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    /**
     * Parses everything from behind the last chunk's header line to the end of the body.
     *
     * @throws S3Exception IncompleteBody where the end is missing, MalformedTrailerError
     */
    static Trailer parse(byte[] section, int length) {
        String text = new String(section, 0, length, StandardCharsets.ISO_8859_1);
        if (!text.equals("\r\n") && !text.endsWith("\r\n\r\n")) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        List<String[]> fields = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            if (!line.isEmpty()) {
                fields.add(field(line));
            }
        }
        String signature = null;
        if (!fields.isEmpty() && fields.get(fields.size() - 1)[0].equals(SIGNATURE)) {
            signature = fields.remove(fields.size() - 1)[1];
        }
        if (fields.size() > 1) {
            throw malformed();
        }
        if (fields.isEmpty()) {
            return new Trailer(null, "", signature);
        }
        return new Trailer(fields.get(0)[0], fields.get(0)[1], signature);
    }

    /** The text that is hashed for the signature. */
    String canonical() {
        return name == null ? "" : name + ':' + value + '\n';
    }

    /**
     * The checksum, which must be there if and only if the head announced it.
     *
     * @throws S3Exception MalformedTrailerError, InvalidRequest
     */
    @Nullable
    Checksum checksum(@Nullable ChecksumAlgorithm announced) {
        if (announced == null) {
            if (name != null) {
                throw malformed();
            }
            return null;
        }
        if (!announced.headerName().equals(name)) {
            throw malformed();
        }
        return PromisedDigests.parse(announced, value)
                .orElseThrow(
                        () -> S3Exception.saying(
                                S3ErrorCode.INVALID_REQUEST,
                                "Value for %s trailing header is invalid."
                                        .formatted(name)));
    }

    static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.MALFORMED_TRAILER_ERROR);
    }

    private static String[] field(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw malformed();
        }
        return new String[] {
            line.substring(0, colon).toLowerCase(Locale.ROOT), trim(line.substring(colon + 1))
        };
    }

    /** Without the blanks that HTTP allows around a value; no other white space is let go. */
    private static String trim(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.Map;
import java.util.Optional;

/**
 * A range of an object's bytes.
 *
 * @param length at least 1
 */
record ByteRange(long offset, long length) {
    private static final String UNIT = "bytes=";

    /** More digits than any size has. */
    private static final int DIGITS_MAX = 18;

    /**
     * Reads a Range header against a size. Empty where the whole object is to be sent: the header
     * is malformed or asks for several ranges, which S3 does not serve.
     *
     * <p>Source: RFC 9110, "Range Requests"; Amazon S3 API Reference, "GetObject".
     *
     * @throws S3Exception InvalidRange where no byte of the object is in the range
     */
    static Optional<ByteRange> parse(String header, long sizeBytes) {
        if (!header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return Optional.empty();
        }
        String range = header.substring(UNIT.length()).strip();
        int dash = range.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        String first = range.substring(0, dash).strip();
        String last = range.substring(dash + 1).strip();
        if (!isNumber(first) || !isNumber(last) || (first.isEmpty() && last.isEmpty())) {
            return Optional.empty();
        }
        if (first.isEmpty()) {
            return Optional.of(suffix(header, number(last), sizeBytes));
        }
        long offset = number(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (end < offset) {
            return Optional.empty();
        }
        if (offset >= sizeBytes) {
            throw invalidRange(header, sizeBytes);
        }
        return Optional.of(new ByteRange(offset, Math.min(end, sizeBytes - 1) - offset + 1));
    }

    /** The value of Content-Range. */
    String contentRange(long sizeBytes) {
        return "bytes " + offset + '-' + (offset + length - 1) + '/' + sizeBytes;
    }

    private static ByteRange suffix(String header, long lengthBytes, long sizeBytes) {
        if (lengthBytes == 0 || sizeBytes == 0) {
            throw invalidRange(header, sizeBytes);
        }
        long length = Math.min(lengthBytes, sizeBytes);
        return new ByteRange(sizeBytes - length, length);
    }

    /** Whether the text is digits, or empty. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    private static S3Exception invalidRange(String header, long sizeBytes) {
        return new S3Exception(
                S3ErrorCode.INVALID_RANGE,
                S3ErrorCode.INVALID_RANGE.message(),
                Map.of("RangeRequested", header, "ActualObjectSize", Long.toString(sizeBytes)),
                Map.of("content-range", "bytes */" + sizeBytes));
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.SourceRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code x-amz-copy-source-range}. Unlike a Range it must have both ends and lie in the
 * source.
 *
 * <p>Source: Amazon S3 API Reference, "UploadPartCopy".
 */
final class CopySourceRange {
    private static final String HEADER = "x-amz-copy-source-range";

    /** Fewer digits than a long overflows with. */
    private static final Pattern SHAPE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private CopySourceRange() {}

    /**
     * What is copied of a source: all of it where there is no such header.
     *
     * @throws S3Exception InvalidArgument
     */
    static SourceRange of(Headers headers, ObjectReader source) {
        String header = headers.first(HEADER);
        if (header == null) {
            return SourceRange.whole(source);
        }
        Matcher range = SHAPE.matcher(header.strip());
        if (!range.matches()) {
            throw S3Exception.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where"
                            + " first and last are the zero-based offsets of the first and last"
                            + " bytes to copy",
                    HEADER,
                    header);
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long sizeBytes = source.version().sizeBytes();
        if (last < first || last >= sizeBytes) {
            throw S3Exception.invalidArgument(
                    "Range specified is not valid for source object of size: " + sizeBytes,
                    HEADER,
                    header);
        }
        return new SourceRange(source, first, last - first + 1);
    }
}

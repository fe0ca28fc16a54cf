package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks through a multipart body, part by part, in memory that does not grow with it. A part is
 * what stands between two delimiters: CR LF, two dashes and the boundary. Used by one thread.
 *
 * <p>Only bytes that cannot be the beginning of a delimiter are passed on; the others wait until
 * more has come.
 *
 * <p>Source: RFC 2046, section 5.1.1, and RFC 7578.
 */
final class MultipartReader {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final RequestBody body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** What is not yet taken lies from start to end; up to limit it belongs to the open part. */
    private int start;

    private int limit;
    private int end;
    private boolean delimiterFound;
    private long readBytes;

    /** A reader before the first delimiter, in what RFC 2046 calls the preamble. */
    MultipartReader(RequestBody body, String boundary) {
        this.body = body;
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter may stand at the very beginning, without its CR LF.
        buffer[end++] = '\r';
        buffer[end++] = '\n';
    }

    /** How many bytes of the body were taken so far. */
    long takenBytes() {
        return Math.max(0, readBytes - (end - start));
    }

    /** How many bytes a delimiter has. */
    int delimiterBytes() {
        return delimiter.length;
    }

    /**
     * Reads at least one byte of the open part.
     *
     * @return the number of bytes read; -1 at its end
     * @throws S3Exception MalformedPOSTRequest where the body ends before the part does
     */
    int read(ByteBuffer target) throws IOException {
        while (start == limit) {
            if (delimiterFound) {
                return -1;
            }
            if (!search() && !fill()) {
                throw malformed();
            }
        }
        int count = Math.min(limit - start, target.remaining());
        target.put(buffer, start, count);
        start += count;
        return count;
    }

    /**
     * Goes past the delimiter behind the open part, which was read to its end.
     *
     * @return whether another part follows
     */
    boolean next() throws IOException {
        if (!delimiterFound || start != limit) {
            throw new AssertionError("the part is not at its end");
        }
        start += delimiter.length;
        delimiterFound = false;
        limit = start;
        int first = take();
        int second = take();
        if (first == '-' && second == '-') {
            return false;
        }
        // Blanks may stand behind a boundary; mail systems once added them.
        while (first == ' ' || first == '\t') {
            first = second;
            second = take();
        }
        if (first != '\r' || second != '\n') {
            throw malformed();
        }
        return true;
    }

    /** Takes the next byte, of the open part's headers. */
    int take() throws IOException {
        if (start == end && !fill()) {
            throw malformed();
        }
        int octet = buffer[start++] & 0xff;
        limit = start;
        return octet;
    }

    /**
     * Passes over what follows the last part.
     *
     * @throws S3Exception MalformedPOSTRequest where that is more than allowed
     */
    void skipEpilogue(int bytesMax) throws IOException {
        long skipped = (long) end - start;
        start = end;
        while (skipped <= bytesMax) {
            if (!fill()) {
                return;
            }
            skipped += end - start;
            start = end;
        }
        throw malformed();
    }

    static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST);
    }

    /** Looks how far the open part goes; whether anything of it, or its end, was found. */
    private boolean search() {
        int last = end - delimiter.length;
        int at = start;
        while (at <= last && !isDelimiter(at)) {
            at++;
        }
        delimiterFound = at <= last;
        while (!delimiterFound && at < end && !mayBeDelimiter(at)) {
            at++;
        }
        limit = at;
        return delimiterFound || limit > start;
    }

    private boolean isDelimiter(int at) {
        if (buffer[at] != '\r') {
            return false;
        }
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes to the end are the beginning of a delimiter. */
    private boolean mayBeDelimiter(int at) {
        for (int i = 0; at + i < end; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            limit -= start;
            start = 0;
        }
        int count = body.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
        if (count < 0) {
            return false;
        }
        end += count;
        readBytes += count;
        return true;
    }
}

package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The file of a form as a body of its own. Its end is only reported when the rest of the form was
 * found right and its length allowed, so that nothing else can be stored. Read by one thread.
 */
final class FormFile implements RequestBody {
    /** What browsers put behind the file, like the name of a button, is ignored as S3 does. */
    private static final int REST_BYTES_MAX = 20 * 1024;

    private final MultipartReader parts;
    private final LengthRange range;

    /** What the file has if nothing follows it; -1 where that is not known. */
    private final long expectedBytes;

    private long sizeBytes;
    private boolean ended;

    FormFile(MultipartReader parts, LengthRange range, long expectedBytes) {
        this.parts = parts;
        this.range = range;
        this.expectedBytes = expectedBytes;
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public boolean lengthIsAbsent() {
        return false;
    }

    /**
     * Reads on.
     *
     * @throws S3Exception EntityTooLarge, EntityTooSmall, MalformedPOSTRequest
     */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (ended) {
            return -1;
        }
        int count = parts.read(target);
        if (count < 0) {
            if (sizeBytes < range.bytesMin()) {
                throw outside(
                        S3ErrorCode.ENTITY_TOO_SMALL,
                        sizeBytes,
                        "MinSizeAllowed",
                        range.bytesMin());
            }
            skipRest();
            ended = true;
            return -1;
        }
        sizeBytes += count;
        if (sizeBytes > range.bytesMax()) {
            throw outside(
                    S3ErrorCode.ENTITY_TOO_LARGE,
                    Math.max(sizeBytes, expectedBytes),
                    "MaxSizeAllowed",
                    range.bytesMax());
        }
        return count;
    }

    private void skipRest() throws IOException {
        PartReader rest = new PartReader(parts, REST_BYTES_MAX, MultipartReader::malformed);
        while (parts.next()) {
            if (rest.head().field().equals(FormField.FILE)) {
                throw new S3Exception(S3ErrorCode.INCORRECT_NUMBER_OF_FILES_IN_POST_REQUEST);
            }
            rest.content();
        }
        parts.skipEpilogue(REST_BYTES_MAX);
    }

    private static S3Exception outside(
            S3ErrorCode code, long proposedBytes, String limit, long limitBytes) {
        return S3Exception.of(
                code,
                "ProposedSize",
                Long.toString(proposedBytes),
                limit,
                Long.toString(limitBytes));
    }
}

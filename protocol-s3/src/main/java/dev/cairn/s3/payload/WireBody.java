package dev.cairn.s3.payload;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a payload as they come out of their framing. Read by one thread. */
sealed interface WireBody permits PlainBody, ChunkedBody {
    /**
     * Reads at least one byte.
     *
     * @return the number of bytes read; -1 at the end, when all that frames them was found right
     * @throws dev.cairn.s3.error.S3Exception when the framing is broken
     */
    int read(ByteBuffer target) throws IOException;
}

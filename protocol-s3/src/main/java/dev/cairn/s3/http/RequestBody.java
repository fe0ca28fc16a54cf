package dev.cairn.s3.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The body of a request as it lies on the wire, without HTTP's own chunking. Read by one thread.
 *
 * <p>The first {@link #read} answers {@code Expect: 100-continue}, so nothing may be read before
 * the request is authenticated, authorised and found acceptable without its body.
 */
public interface RequestBody {
    /** Content-Length; -1 with {@code Transfer-Encoding: chunked}; 0 when there is no body. */
    long length();

    /** Whether the request has neither Content-Length nor Transfer-Encoding. */
    boolean lengthIsAbsent();

    /**
     * Blocks until there is at least one byte.
     *
     * @return the number of bytes read; -1 at the end
     * @throws RequestBodyException when the client is gone or too slow
     */
    int read(ByteBuffer target) throws IOException;
}

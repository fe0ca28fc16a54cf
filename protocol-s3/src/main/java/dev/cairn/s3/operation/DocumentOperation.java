package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import java.io.IOException;

/**
 * Get, Put or Delete of one kind of bucket document; the three stand together in one declaration.
 *
 * @param name S3's name
 * @param action the right that a caller needs
 */
record DocumentOperation(String name, Route route, String action, Handler handler)
        implements Operation {
    /** Does it. */
    @FunctionalInterface
    interface Handler {
        S3Response handle(S3Request request) throws IOException;
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        return handler.handle(request);
    }
}

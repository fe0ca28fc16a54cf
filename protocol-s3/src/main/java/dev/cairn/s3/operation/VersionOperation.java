package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import java.io.IOException;

/**
 * Get or Put of one kind of document of an object, or of a version of it.
 *
 * @param name S3's name
 * @param action the right that a caller needs
 * @param versionAction the right that he needs where he names a version
 */
record VersionOperation(
        String name,
        Route route,
        String action,
        String versionAction,
        DocumentOperation.Handler handler)
        implements Operation {
    @Override
    public S3Response handle(S3Request request) throws IOException {
        return handler.handle(request);
    }
}

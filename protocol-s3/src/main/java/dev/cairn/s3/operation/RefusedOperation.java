package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.S3Response;

/**
 * A request that is no operation, or carries what its operation does not know: refused like any
 * operation refuses, after signature and access, so that its answer tells strangers nothing.
 *
 * @param route the route that comes nearest
 */
record RefusedOperation(Route route, S3Exception refusal) implements Operation {
    @Override
    public String name() {
        return "Unknown";
    }

    @Override
    public String action() {
        return "s3:Unknown";
    }

    @Override
    public boolean implemented() {
        return false;
    }

    @Override
    public S3Response handle(S3Request request) {
        throw refusal;
    }
}

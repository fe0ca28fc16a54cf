package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;

/** An operation of S3 that this server knows by name alone: touches nothing and says so. */
record NotImplementedOperation(String name, Route route) implements Operation {
    @Override
    public String action() {
        return "s3:" + name;
    }

    @Override
    public boolean implemented() {
        return false;
    }

    @Override
    public S3Response handle(S3Request request) {
        throw Refusals.operationNotImplemented(name);
    }
}

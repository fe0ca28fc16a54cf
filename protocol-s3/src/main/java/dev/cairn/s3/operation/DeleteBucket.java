package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.BucketStore;

/** Takes an empty bucket away, and its open uploads with it. */
final class DeleteBucket implements Operation {
    private final BucketStore buckets;

    DeleteBucket(BucketStore buckets) {
        this.buckets = buckets;
    }

    @Override
    public String name() {
        return "DeleteBucket";
    }

    @Override
    public Route route() {
        return Route.bucket("DELETE");
    }

    @Override
    public String action() {
        return "s3:DeleteBucket";
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.delete(request.bucket().name());
        return S3Response.of(204, Headers.EMPTY);
    }
}

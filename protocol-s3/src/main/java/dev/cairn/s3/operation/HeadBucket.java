package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.LocationConstraint;

/** Whether the bucket is there and the caller may use it: decided before it is called. */
final class HeadBucket implements Operation {
    @Override
    public String name() {
        return "HeadBucket";
    }

    @Override
    public Route route() {
        return Route.bucket("HEAD");
    }

    @Override
    public String action() {
        return "s3:ListBucket";
    }

    @Override
    public S3Response handle(S3Request request) {
        String region = LocationConstraint.region(request.bucket().region());
        return S3Response.of(
                200,
                Headers.builder()
                        .add("content-type", "application/xml")
                        .add("x-amz-bucket-region", region)
                        .add("x-amz-access-point-alias", "false")
                        .build());
    }
}

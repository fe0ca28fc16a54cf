package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.LocationConstraint;

/** The region that a bucket was created in. */
final class GetBucketLocation implements Operation {
    @Override
    public String name() {
        return "GetBucketLocation";
    }

    @Override
    public Route route() {
        return Route.bucket("GET", "location");
    }

    @Override
    public String action() {
        return "s3:GetBucketLocation";
    }

    @Override
    public S3Response handle(S3Request request) {
        return XmlResponse.ok(new LocationConstraint(request.bucket().region()));
    }
}

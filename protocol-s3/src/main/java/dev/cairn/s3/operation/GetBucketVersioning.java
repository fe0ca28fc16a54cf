package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.VersioningConfiguration;

/** No bucket has versioning yet, which S3 says by an empty document. */
final class GetBucketVersioning implements Operation {
    @Override
    public String name() {
        return "GetBucketVersioning";
    }

    @Override
    public Route route() {
        return Route.bucket("GET", "versioning");
    }

    @Override
    public String action() {
        return "s3:GetBucketVersioning";
    }

    @Override
    public S3Response handle(S3Request request) {
        return XmlResponse.ok(new VersioningConfiguration());
    }
}

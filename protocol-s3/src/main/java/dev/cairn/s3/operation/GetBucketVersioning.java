package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.VersioningConfiguration;
import dev.cairn.storage.BucketStore;

/** Whether a bucket keeps versions; an empty document where it never did. */
final class GetBucketVersioning implements Operation {
    private final BucketStore buckets;

    GetBucketVersioning(BucketStore buckets) {
        this.buckets = buckets;
    }

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
        return XmlResponse.ok(
                new VersioningConfiguration(buckets.versioning(request.bucket().name())));
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.VersioningConfiguration;
import dev.cairn.storage.BucketStore;
import java.io.IOException;

/**
 * Begins or suspends versioning. A second factor for deletes is refused: a server without devices
 * could not keep that promise.
 */
final class PutBucketVersioning implements Operation {
    private final BucketStore buckets;

    PutBucketVersioning(BucketStore buckets) {
        this.buckets = buckets;
    }

    @Override
    public String name() {
        return "PutBucketVersioning";
    }

    @Override
    public Route route() {
        return Route.bucket("PUT", "versioning");
    }

    @Override
    public String action() {
        return "s3:PutBucketVersioning";
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(VersioningConfiguration.BYTES_MAX);
        VersioningConfiguration.Requested requested = VersioningConfiguration.read(body);
        if (requested.mfaDelete()) {
            throw Refusals.elementNotImplemented("MfaDelete");
        }
        buckets.setVersioning(request.bucket().name(), requested.versioning());
        return S3Response.of(200, Headers.EMPTY);
    }
}

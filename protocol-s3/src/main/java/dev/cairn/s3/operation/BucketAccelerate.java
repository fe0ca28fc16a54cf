package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.AccelerateConfiguration;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.model.DocumentKind;
import java.io.IOException;
import java.util.List;

/**
 * Transfer acceleration, which there is none of: it can be suspended, which is kept as one byte, and
 * not begun.
 */
final class BucketAccelerate {
    private static final String KEY = "accelerate";
    private static final byte SUSPENDED = 1;

    private final DocumentStore documents;

    BucketAccelerate(DocumentStore documents) {
        this.documents = documents;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketAccelerateConfiguration",
                        Route.bucket("GET", KEY),
                        "s3:GetAccelerateConfiguration",
                        this::get),
                new DocumentOperation(
                        "PutBucketAccelerateConfiguration",
                        Route.bucket("PUT", KEY),
                        "s3:PutAccelerateConfiguration",
                        this::put));
    }

    private S3Response get(S3Request request) {
        boolean set = documents.version(request.bucket(), DocumentKind.ACCELERATE) != 0;
        return XmlResponse.ok(
                new AccelerateConfiguration(set ? AccelerateConfiguration.SUSPENDED : null));
    }

    private S3Response put(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(AccelerateConfiguration.BYTES_MAX);
        String status = AccelerateConfiguration.read(body).status();
        if (request.bucket().name().value().indexOf('.') >= 0) {
            throw Refusals.invalidRequest(
                    "S3 Transfer Acceleration is not supported for buckets with periods (.) in"
                            + " their names");
        }
        if (!AccelerateConfiguration.SUSPENDED.equals(status)) {
            throw Refusals.elementNotImplemented("Status");
        }
        documents.put(
                request.bucket().name(), DocumentKind.ACCELERATE, new byte[] {SUSPENDED});
        return S3Response.of(200, Headers.EMPTY);
    }
}

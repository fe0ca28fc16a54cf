package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.OwnershipControls;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.model.DocumentKind;
import java.io.IOException;
import java.util.List;

/**
 * To whom the objects of a bucket belong: to its owner, always, since there are no access control
 * lists. S3 says so of a new bucket, too, and no more once the controls have been deleted, so that
 * is what is kept, as one byte. Stores of earlier versions have another one where controls were put.
 *
 * <p>Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your
 * bucket".
 */
final class BucketOwnershipControls {
    private static final String KEY = "ownershipControls";
    private static final String READ = "s3:GetBucketOwnershipControls";
    private static final String WRITE = "s3:PutBucketOwnershipControls";
    private static final byte DELETED = 0;

    private final DocumentStore documents;

    BucketOwnershipControls(DocumentStore documents) {
        this.documents = documents;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketOwnershipControls", Route.bucket("GET", KEY), READ, this::get),
                new DocumentOperation(
                        "PutBucketOwnershipControls", Route.bucket("PUT", KEY), WRITE, this::put),
                new DocumentOperation(
                        "DeleteBucketOwnershipControls",
                        Route.bucket("DELETE", KEY),
                        WRITE,
                        this::delete));
    }

    private S3Response get(S3Request request) {
        boolean deleted =
                documents.get(request.bucket(), DocumentKind.OWNERSHIP)
                        .filter(kept -> kept.bytes()[0] == DELETED)
                        .isPresent();
        if (deleted) {
            throw S3Exception.of(
                    S3ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND_ERROR,
                    "BucketName",
                    request.bucket().name().value());
        }
        return XmlResponse.ok(new OwnershipControls(OwnershipControls.ENFORCED));
    }

    private S3Response put(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(OwnershipControls.BYTES_MAX);
        String ownership = OwnershipControls.read(body).objectOwnership();
        if (!ownership.equals(OwnershipControls.ENFORCED)) {
            throw Refusals.elementNotImplemented("ObjectOwnership");
        }
        documents.delete(request.bucket().name(), DocumentKind.OWNERSHIP);
        return S3Response.of(200, Headers.EMPTY);
    }

    private S3Response delete(S3Request request) {
        documents.put(
                request.bucket().name(), DocumentKind.OWNERSHIP, new byte[] {DELETED});
        return S3Response.of(204, Headers.EMPTY);
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.Tagging;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The tags of a bucket: all of them are put, or none.
 *
 * <p>Rules: Amazon S3 User Guide, "Using cost allocation S3 bucket tags".
 */
final class BucketTagging {
    private static final String KEY = "tagging";
    private static final String READ = "s3:GetBucketTagging";
    private static final String WRITE = "s3:PutBucketTagging";

    private final DocumentStore documents;

    BucketTagging(DocumentStore documents) {
        this.documents = documents;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketTagging", Route.bucket("GET", KEY), READ, this::get),
                new DocumentOperation(
                        "PutBucketTagging", Route.bucket("PUT", KEY), WRITE, this::put),
                new DocumentOperation(
                        "DeleteBucketTagging", Route.bucket("DELETE", KEY), WRITE, this::delete));
    }

    private S3Response get(S3Request request) {
        BucketDocument document =
                documents.get(request.bucket(), DocumentKind.TAGGING)
                        .orElseThrow(
                                () -> S3Exception.of(
                                        S3ErrorCode.NO_SUCH_TAG_SET,
                                        "BucketName",
                                        request.bucket().name().value()));
        return XmlResponse.ok(
                Tagging.of(TagDocument.decode(document.bytes())));
    }

    /** No tags are the same as no document. */
    private S3Response put(S3Request request) throws IOException {
        byte[] body = CheckedBody.read(request, Tagging.BYTES_MAX);
        Map<String, String> tags = TagRules.BUCKET.check(Tagging.read(body).tags());
        BucketName bucket = request.bucket().name();
        if (tags.isEmpty()) {
            documents.delete(bucket, DocumentKind.TAGGING);
        } else {
            documents.put(bucket, DocumentKind.TAGGING, TagDocument.encode(tags));
        }
        return S3Response.of(204, Headers.EMPTY);
    }

    private S3Response delete(S3Request request) {
        documents.delete(request.bucket().name(), DocumentKind.TAGGING);
        return S3Response.of(204, Headers.EMPTY);
    }
}

package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import java.time.Instant;

/** Ends a multipart upload and takes its parts away. */
final class AbortMultipartUpload implements Operation {
    private static final String IF_INITIATED = "x-amz-if-match-initiated-time";

    private final UploadStore uploads;

    AbortMultipartUpload(UploadStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public String name() {
        return "AbortMultipartUpload";
    }

    @Override
    public Route route() {
        return Route.object("DELETE", Route.UPLOAD_ID);
    }

    @Override
    public String action() {
        return "s3:AbortMultipartUpload";
    }

    @Override
    public S3Response handle(S3Request request) {
        String initiated = request.header(IF_INITIATED);
        if (initiated == null) {
            abort(request);
        } else {
            abortIfInitiated(request, initiated);
        }
        return S3Response.of(204, Headers.EMPTY);
    }

    private void abort(S3Request request) {
        uploads.abort(request.bucket().name(), request.key(), uploadId(request));
    }

    /** Under this condition an upload that is not there is a success, as the API Reference says. */
    private void abortIfInitiated(S3Request request, String initiated) {
        Instant expected =
                HttpDate.parse(initiated)
                        .orElseThrow(
                                () -> S3Exception.invalidArgument(
                                        "Invalid date", IF_INITIATED, initiated));
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        try {
            Upload upload = uploads.get(bucket, key, uploadId(request));
            if (!HttpDate.wholeSeconds(upload.initiated())
                    .equals(HttpDate.wholeSeconds(expected))) {
                throw Refusals.preconditionFailed(IF_INITIATED);
            }
            abort(request);
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchUpload)) {
                throw refused;
            }
        }
    }

    private static String uploadId(S3Request request) {
        return request.parameter(Route.UPLOAD_ID, "");
    }
}

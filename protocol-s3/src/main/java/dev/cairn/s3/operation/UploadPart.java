package dev.cairn.s3.operation;

import static java.util.Objects.requireNonNull;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.payload.Payload;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;

/** Stores a part of a multipart upload. */
final class UploadPart implements Operation {
    private final UploadStore uploads;

    UploadPart(UploadStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public String name() {
        return "UploadPart";
    }

    @Override
    public Route route() {
        return Route.object("PUT", Route.PART_NUMBER, Route.UPLOAD_ID);
    }

    @Override
    public String action() {
        return "s3:PutObject";
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        int number = requireNonNull(PartNumbers.of(request));
        String uploadId = request.parameter(Route.UPLOAD_ID, "");
        WriteConditions.refuseAll(request.headers());
        BodyLimits.check(request.payload(), Part.BYTES_MAX);
        // The first read of the body answers Expect, so what can be refused is refused here.
        NewUpload begun = uploads.get(bucket, key, uploadId).begun();
        chooseChecksum(request.payload(), begun);
        Part part = uploads.putPart(bucket, key, uploadId, number, request.payload());
        Headers.Builder headers = Headers.builder().add("etag", part.etag().quoted());
        Checksum checksum = ChecksumHeaders.value(request.headers()).orElse(part.checksum());
        headers.add(checksum.algorithm().headerName(), checksum.value());
        return S3Response.of(200, headers.build());
    }

    /**
     * The part keeps the checksum of its upload's algorithm, from which the object's is made. Where
     * the object's is a checksum of checksums, each part must come with its own.
     */
    private static void chooseChecksum(Payload payload, NewUpload begun) {
        ChecksumAlgorithm sent = payload.sentChecksum();
        boolean mayLack = begun.checksumType() == ChecksumType.FULL_OBJECT;
        if (begun.checksumDeclared()
                && sent != begun.algorithm()
                && !(sent == null && mayLack)) {
            throw new StorageException(
                    new Refusal.ChecksumAlgorithmMismatch(begun.algorithm(), sent));
        }
        payload.keepChecksum(begun.algorithm());
    }
}

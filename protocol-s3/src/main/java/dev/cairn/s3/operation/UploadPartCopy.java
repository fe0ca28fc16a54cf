package dev.cairn.s3.operation;

import static java.util.Objects.requireNonNull;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.CopyPartResult;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.SourceRange;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import java.io.IOException;

/** Makes a part of bytes of an object. */
final class UploadPartCopy implements Operation {
    private final UploadStore uploads;
    private final SourceObjects sources;

    UploadPartCopy(UploadStore uploads, SourceObjects sources) {
        this.uploads = uploads;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "UploadPartCopy";
    }

    @Override
    public Route route() {
        return Route.object("PUT", Route.PART_NUMBER, Route.UPLOAD_ID).withCopySource();
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
        CopySource source = CopySource.of(request.headers());
        try (ObjectReader reader = sources.open(request, source)) {
            SourceRange range = CopySourceRange.of(request.headers(), reader);
            CopySource.checkLength(range.length());
            Part part = uploads.copyPart(range, bucket, key, uploadId, number);
            Headers.Builder headers = Headers.builder();
            VersionIds.writeUnlessNull(
                    VersionIds.OF_COPY_SOURCE, reader.version().versionId(), headers);
            return XmlResponse.ok(new CopyPartResult(part), headers.build());
        }
    }
}

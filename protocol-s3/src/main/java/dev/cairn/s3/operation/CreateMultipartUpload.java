package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.InitiateMultipartUploadResult;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.Upload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a multipart upload. */
final class CreateMultipartUpload implements Operation {
    private final UploadStore uploads;
    private final LifecycleHeaders rules;

    CreateMultipartUpload(UploadStore uploads, LifecycleHeaders rules) {
        this.uploads = uploads;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "CreateMultipartUpload";
    }

    @Override
    public Route route() {
        return Route.object("POST", "uploads");
    }

    @Override
    public String action() {
        return "s3:PutObject";
    }

    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return WriteRights.of(action(), headers);
    }

    @Override
    public S3Response handle(S3Request request) {
        if (request.anonymous()) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "Anonymous users cannot initiate multipart uploads.  Please authenticate.");
        }
        NewUpload begun = newUpload(request);
        Upload upload = uploads.create(request.bucket().name(), request.key(), begun);
        Headers.Builder headers =
                Headers.builder().addAll(rules.ofUpload(request.bucket(), upload));
        if (begun.checksumDeclared()) {
            headers.add(ChecksumHeaders.ALGORITHM, begun.algorithm().name());
            headers.add(ChecksumHeaders.TYPE, begun.checksumType().name());
        }
        return XmlResponse.ok(
                new InitiateMultipartUploadResult(
                        request.bucket().name().value(),
                        upload.key().value(),
                        upload.uploadId()),
                headers.build());
    }

    private static NewUpload newUpload(S3Request request) {
        NewObject object = NewObjects.of(request);
        ChecksumAlgorithm algorithm = ChecksumHeaders.algorithm(request.headers());
        ChecksumType type = ChecksumHeaders.type(request.headers());
        if (algorithm == null) {
            if (type != null) {
                throw Refusals.invalidRequest(
                        "The x-amz-checksum-type header can only be used with the"
                                + " x-amz-checksum-algorithm header.");
            }
            return new NewUpload(
                    object,
                    initiator(request),
                    ChecksumAlgorithm.CRC64NVME,
                    ChecksumType.FULL_OBJECT,
                    false);
        }
        ChecksumType chosen = type == null ? algorithm.defaultType() : type;
        ChecksumHeaders.requireAllowed(algorithm, chosen);
        return new NewUpload(object, initiator(request), algorithm, chosen, true);
    }

    private static Initiator initiator(S3Request request) {
        Caller caller = request.caller();
        String userAgent = request.header("user-agent");
        return new Initiator(
                caller.account().id(),
                caller.accessKey().id(),
                request.head().remoteAddress(),
                userAgent == null ? "" : MetadataHeaders.utf8(userAgent));
    }
}

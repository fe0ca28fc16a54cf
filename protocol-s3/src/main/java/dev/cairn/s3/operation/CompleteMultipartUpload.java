package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.CompleteMultipartUpload.CompletedPart;
import dev.cairn.s3.xml.CompleteMultipartUploadResult;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the object of the parts that the list names. Answers when it is done, so its status is
 * always true; a repeat after a lost answer gets the same one.
 */
final class CompleteMultipartUpload implements Operation {
    private static final String OBJECT_SIZE = "x-amz-mp-object-size";

    private final UploadStore uploads;
    private final LifecycleHeaders rules;

    CompleteMultipartUpload(UploadStore uploads, LifecycleHeaders rules) {
        this.uploads = uploads;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "CompleteMultipartUpload";
    }

    @Override
    public Route route() {
        return Route.object("POST", Route.UPLOAD_ID);
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
    public S3Response handle(S3Request request) throws IOException {
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        String uploadId = request.parameter(Route.UPLOAD_ID, "");
        WriteCondition condition = WriteConditions.ofWrite(request.headers());
        Long objectSize = objectSize(request.headers());
        Optional<Checksum> checksum = ChecksumHeaders.value(request.headers());
        ChecksumType type = ChecksumHeaders.type(request.headers());
        List<CompletedPart> list = readList(request);
        NewUpload begun = begun(bucket, key, uploadId);
        checkChecksum(begun, checksum, type);
        ObjectVersion version =
                uploads.complete(
                        bucket,
                        key,
                        uploadId,
                        new CompleteUpload(
                                named(list, begun),
                                condition,
                                objectSize,
                                checksum.map(Checksum::value).orElse(null),
                                CompleteDigest.of(list, objectSize, checksum.orElse(null))));
        Headers.Builder headers = Headers.builder();
        VersionIds.writeUnlessNull(VersionIds.HEADER, version.versionId(), headers);
        return XmlResponse.ok(
                new CompleteMultipartUploadResult(
                        ObjectLocation.of(request),
                        bucket.value(),
                        key.value(),
                        version.etag(),
                        version.checksum()),
                headers.addAll(rules.ofObject(request.bucket(), version)).build());
    }

    private static List<CompletedPart> readList(S3Request request) throws IOException {
        byte[] body =
                request.payload().readAll(dev.cairn.s3.xml.CompleteMultipartUpload.BYTES_MAX);
        List<CompletedPart> list =
                dev.cairn.s3.xml.CompleteMultipartUpload.read(body).parts();
        int previous = 0;
        for (CompletedPart part : list) {
            PartNumbers.check(part.number());
            if (part.number() <= previous) {
                throw new S3Exception(S3ErrorCode.INVALID_PART_ORDER);
            }
            previous = part.number();
        }
        return list;
    }

    /** How the upload was begun; null where it is open no longer, which a repeat may find. */
    private @Nullable NewUpload begun(BucketName bucket, ObjectKey key, String uploadId) {
        try {
            return uploads.get(bucket, key, uploadId).begun();
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload) {
                return null;
            }
            throw refused;
        }
    }

    /** The value itself is compared by the store, which computes the object's. */
    private static void checkChecksum(
            @Nullable NewUpload begun, Optional<Checksum> sent, @Nullable ChecksumType type) {
        if (begun == null) {
            return;
        }
        if (sent.isPresent() && sent.get().algorithm() != begun.algorithm()) {
            throw new StorageException(
                    new Refusal.ChecksumAlgorithmMismatch(
                            begun.algorithm(), sent.get().algorithm()));
        }
        if (type != null && type != begun.checksumType()) {
            throw new S3Exception(
                    S3ErrorCode.BAD_DIGEST,
                    "The upload was created using the "
                            + begun.checksumType()
                            + " checksum mode. The complete request must use the same checksum"
                            + " mode.");
        }
    }

    /** The list as the store takes it: with the checksums of the upload's own algorithm. */
    private static List<NamedPart> named(List<CompletedPart> list, @Nullable NewUpload begun) {
        List<NamedPart> named = new ArrayList<>(list.size());
        for (CompletedPart part : list) {
            String checksum = begun == null ? null : part.checksums().get(begun.algorithm());
            if (checksum == null
                    && begun != null
                    && begun.checksumDeclared()
                    && !part.checksums().isEmpty()) {
                ChecksumAlgorithm other = part.checksums().keySet().iterator().next();
                throw new StorageException(
                        new Refusal.ChecksumAlgorithmMismatch(begun.algorithm(), other));
            }
            named.add(new NamedPart(part.number(), part.etag(), checksum));
        }
        return named;
    }

    private static @Nullable Long objectSize(Headers headers) {
        String value = headers.first(OBJECT_SIZE);
        if (value == null) {
            return null;
        }
        try {
            long size = Long.parseLong(value.strip());
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException malformed) {
            // Refused below, like a negative one.
        }
        throw Refusals.invalidRequest("Value for " + OBJECT_SIZE + " header is invalid.");
    }
}

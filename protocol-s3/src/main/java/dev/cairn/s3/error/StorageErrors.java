package dev.cairn.s3.error;

import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.Refusal.BucketAlreadyExists;
import dev.cairn.storage.model.Refusal.BucketAlreadyOwnedByYou;
import dev.cairn.storage.model.Refusal.BucketNotEmpty;
import dev.cairn.storage.model.Refusal.ChecksumAlgorithmMismatch;
import dev.cairn.storage.model.Refusal.ChecksumMismatch;
import dev.cairn.storage.model.Refusal.CurrentIsDeleteMarker;
import dev.cairn.storage.model.Refusal.DiskFull;
import dev.cairn.storage.model.Refusal.EntityTooLarge;
import dev.cairn.storage.model.Refusal.EntityTooSmall;
import dev.cairn.storage.model.Refusal.InvalidPart;
import dev.cairn.storage.model.Refusal.InvalidVersionId;
import dev.cairn.storage.model.Refusal.MetadataTooLarge;
import dev.cairn.storage.model.Refusal.NoSuchBucket;
import dev.cairn.storage.model.Refusal.NoSuchKey;
import dev.cairn.storage.model.Refusal.NoSuchUpload;
import dev.cairn.storage.model.Refusal.NoSuchVersion;
import dev.cairn.storage.model.Refusal.ObjectSizeMismatch;
import dev.cairn.storage.model.Refusal.OutcomeUnknown;
import dev.cairn.storage.model.Refusal.PartChecksumMissing;
import dev.cairn.storage.model.Refusal.PreconditionFailed;
import dev.cairn.storage.model.Refusal.QuotaExceeded;
import dev.cairn.storage.model.Refusal.TooBusy;
import dev.cairn.storage.model.Refusal.UploadHasGaps;
import dev.cairn.storage.model.Refusal.UploadHasNoParts;
import dev.cairn.storage.model.Refusal.VersionIsDeleteMarker;
import dev.cairn.storage.model.Refusal.WritesStopped;
import dev.cairn.storage.model.StorageException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What S3 answers when the store refuses. Without a default branch, so that a new refusal does not
 * compile until it has its answer.
 */
public final class StorageErrors {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private StorageErrors() {}

    /** The answer to a refusal, with the elements that S3 puts into its document. */
    public static S3Exception of(StorageException refused) {
        return of(refused.refusal(), "");
    }

    /**
     * The same.
     *
     * @param method of the request
     */
    public static S3Exception of(Refusal refusal, String method) {
        return switch (refusal) {
            case NoSuchBucket it -> ofBucket(S3ErrorCode.NO_SUCH_BUCKET, it.bucket().value());
            case BucketAlreadyOwnedByYou it ->
                    ofBucket(
                            S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, it.bucket().name().value());
            case BucketAlreadyExists it ->
                    ofBucket(S3ErrorCode.BUCKET_ALREADY_EXISTS, it.bucket().value());
            case BucketNotEmpty it -> ofBucket(S3ErrorCode.BUCKET_NOT_EMPTY, it.bucket().value());
            case NoSuchKey it -> S3Exception.of(S3ErrorCode.NO_SUCH_KEY, "Key", it.key().value());
            case NoSuchVersion it ->
                    S3Exception.of(
                            S3ErrorCode.NO_SUCH_VERSION,
                            "Key",
                            it.key().value(),
                            "VersionId",
                            it.versionId());
            case InvalidVersionId it ->
                    S3Exception.invalidArgument(
                            "Invalid version id specified", "versionId", it.versionId());
            case CurrentIsDeleteMarker it -> currentIsDeleteMarker(it);
            case VersionIsDeleteMarker it -> versionIsDeleteMarker(it, method);
            case NoSuchUpload it ->
                    S3Exception.of(S3ErrorCode.NO_SUCH_UPLOAD, "UploadId", it.uploadId());
            case InvalidPart it -> invalidPart(it);
            // No client of S3 asks for all parts that are there.
            case UploadHasNoParts it ->
                    new S3Exception(S3ErrorCode.INVALID_REQUEST, "The upload has no parts.");
            case UploadHasGaps it ->
                    new S3Exception(S3ErrorCode.INVALID_REQUEST,
                            "Parts of the upload are missing.");
            case EntityTooSmall it -> entityTooSmall(it);
            case EntityTooLarge it ->
                    ofSize(
                            S3ErrorCode.ENTITY_TOO_LARGE,
                            "ProposedSize",
                            it.proposedSize(),
                            it.maxSizeAllowed());
            case PreconditionFailed it ->
                    S3Exception.of(
                            S3ErrorCode.PRECONDITION_FAILED, "Condition", it.condition());
            case ObjectSizeMismatch it -> objectSizeMismatch(it);
            case PartChecksumMissing it -> partChecksumMissing(it);
            case ChecksumMismatch it ->
                    S3Exception.saying(
                            S3ErrorCode.BAD_DIGEST,
                            "The %s you specified did not match the calculated checksum."
                                    .formatted(it.algorithm()));
            case ChecksumAlgorithmMismatch it -> checksumAlgorithmMismatch(it);
            case MetadataTooLarge it ->
                    ofSize(
                            S3ErrorCode.METADATA_TOO_LARGE,
                            "Size",
                            it.sizeBytes(),
                            it.maxSizeBytes());
            case QuotaExceeded it ->
                    S3Exception.of(
                            S3ErrorCode.QUOTA_EXCEEDED,
                            "Quota",
                            it.quota(),
                            "Max",
                            Long.toString(it.max()),
                            "Wanted",
                            Long.toString(it.wanted()));
            case TooBusy it -> new S3Exception(S3ErrorCode.SLOW_DOWN);
            case DiskFull it -> diskFull(it);
            case WritesStopped it ->
                    S3Exception.saying(
                            S3ErrorCode.SERVICE_UNAVAILABLE,
                            "The store accepts no writes: " + it.reason());
            case OutcomeUnknown it -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
        };
    }

    private static S3Exception ofBucket(S3ErrorCode code, String bucket) {
        return S3Exception.of(code, "BucketName", bucket);
    }

    private static S3Exception ofSize(S3ErrorCode code, String name, long size, long maxSize) {
        return S3Exception.of(
                code, name, Long.toString(size), "MaxSizeAllowed", Long.toString(maxSize));
    }

    /** The answer names the marker, so that a client can tell deleted from never there. */
    private static S3Exception currentIsDeleteMarker(CurrentIsDeleteMarker it) {
        return new S3Exception(
                S3ErrorCode.NO_SUCH_KEY,
                S3ErrorCode.NO_SUCH_KEY.message(),
                Map.of("Key", it.key().value()),
                Map.of("x-amz-delete-marker", "true", "x-amz-version-id", it.versionId()));
    }

    /**
     * MethodNotAllowed, for what cannot be done to a delete marker: it can only be deleted.
     *
     * <p>Source: Amazon S3 User Guide, "Working with delete markers".
     *
     * @param method of the request
     */
    public static S3Exception markerNotAllowed(String versionId, String method) {
        return markerNotAllowed(method, markerHeaders(versionId));
    }

    private static S3Exception markerNotAllowed(String method, Map<String, String> headers) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Method", method);
        details.put("ResourceType", "DeleteMarker");
        return new S3Exception(
                S3ErrorCode.METHOD_NOT_ALLOWED,
                S3ErrorCode.METHOD_NOT_ALLOWED.message(),
                details,
                headers);
    }

    private static S3Exception versionIsDeleteMarker(VersionIsDeleteMarker it, String method) {
        Map<String, String> headers = markerHeaders(it.versionId());
        headers.put("last-modified", HTTP_DATE.format(it.lastModified()));
        return markerNotAllowed(method, headers);
    }

    private static Map<String, String> markerHeaders(String versionId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("allow", "DELETE");
        headers.put("x-amz-delete-marker", "true");
        headers.put("x-amz-version-id", versionId);
        return headers;
    }

    private static S3Exception invalidPart(InvalidPart it) {
        return S3Exception.of(
                S3ErrorCode.INVALID_PART,
                "UploadId",
                it.uploadId(),
                "PartNumber",
                Integer.toString(it.partNumber()),
                "ETag",
                text(it.etag()));
    }

    private static S3Exception entityTooSmall(EntityTooSmall it) {
        return S3Exception.of(
                S3ErrorCode.ENTITY_TOO_SMALL,
                "ProposedSize",
                Long.toString(it.proposedSize()),
                "MinSizeAllowed",
                Long.toString(it.minSizeAllowed()),
                "PartNumber",
                Integer.toString(it.partNumber()),
                "ETag",
                text(it.etag()));
    }

    private static S3Exception objectSizeMismatch(ObjectSizeMismatch it) {
        return S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST,
                ("The provided 'x-amz-mp-object-size' header value %d does not match what was"
                        + " computed: %d")
                        .formatted(it.expectedBytes(), it.actualBytes()));
    }

    private static S3Exception partChecksumMissing(PartChecksumMissing it) {
        return S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST,
                ("The upload was created using a %s checksum. The complete request must include the"
                        + " checksum for each part. It was missing for part %d in the"
                        + " request.")
                        .formatted(
                                it.algorithm().name().toLowerCase(Locale.ROOT), it.partNumber()));
    }

    private static S3Exception checksumAlgorithmMismatch(ChecksumAlgorithmMismatch it) {
        return S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST,
                ("Checksum Type mismatch occurred, expected checksum Type: %s,"
                        + " actual checksum Type: %s")
                        .formatted(
                                it.expected().name().toLowerCase(Locale.ROOT),
                                String.valueOf(it.actual()).toLowerCase(Locale.ROOT)));
    }

    private static S3Exception diskFull(DiskFull it) {
        return S3Exception.saying(
                S3ErrorCode.SERVICE_UNAVAILABLE,
                ("The disk of the store is full (%d bytes free): writes are refused,"
                        + " reads and deletes go on.")
                        .formatted(it.freeBytes()));
    }

    /** These elements carry tags without quotes. */
    private static String text(ETag etag) {
        return etag.value();
    }
}

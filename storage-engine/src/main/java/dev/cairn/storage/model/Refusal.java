package dev.cairn.storage.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the store did not do what it was asked, with the data that the answer needs. A refusal has
 * changed nothing.
 */
public sealed interface Refusal {
    record NoSuchBucket(BucketName bucket) implements Refusal {}

    /** The bucket exists and belongs to the one who wants to create it. */
    record BucketAlreadyOwnedByYou(Bucket bucket) implements Refusal {}

    record BucketAlreadyExists(BucketName bucket) implements Refusal {}

    record BucketNotEmpty(BucketName bucket) implements Refusal {}

    record NoSuchKey(ObjectKey key) implements Refusal {}

    /** The key has no version with this id. */
    record NoSuchVersion(ObjectKey key, String versionId) implements Refusal {}

    /** Nothing that could be the id of a version. */
    record InvalidVersionId(String versionId) implements Refusal {}

    /** There is no current version: the newest is a delete marker, which has this id. */
    record CurrentIsDeleteMarker(ObjectKey key, String versionId) implements Refusal {}

    /** The id names a delete marker, which has no content, metadata or tags. */
    record VersionIsDeleteMarker(ObjectKey key, String versionId, Instant lastModified)
            implements Refusal {}

    /** Unknown, completed or aborted, or of another bucket or key. */
    record NoSuchUpload(String uploadId) implements Refusal {}

    /** Not uploaded, or another ETag or checksum than the list of Complete names. */
    record InvalidPart(String uploadId, int partNumber, ETag etag) implements Refusal {}

    /** There is nothing that an object could be made of. */
    record UploadHasNoParts(String uploadId) implements Refusal {}

    /**
     * Numbers below the highest part are missing.
     *
     * @param gaps the first 100 of them as ranges: "4-5", "7"
     */
    record UploadHasGaps(String uploadId, int partNumberMax, List<String> gaps)
            implements Refusal {
        public UploadHasGaps {
            gaps = List.copyOf(gaps);
        }
    }

    /** A part other than the last has fewer bytes than S3 asks for. */
    record EntityTooSmall(long proposedSize, long minSizeAllowed, int partNumber, ETag etag)
            implements Refusal {}

    record EntityTooLarge(long proposedSize, long maxSizeAllowed) implements Refusal {}

    /** The header that does not hold: If-Match or If-None-Match. */
    record PreconditionFailed(String condition) implements Refusal {}

    /** {@code x-amz-mp-object-size} is not the sum of the parts. */
    record ObjectSizeMismatch(long expectedBytes, long actualBytes) implements Refusal {}

    /** A COMPOSITE upload is completed by a list that lacks the checksum of a part. */
    record PartChecksumMissing(int partNumber, ChecksumAlgorithm algorithm) implements Refusal {}

    /** The checksum of the whole object, as given by the client, is not the one computed. */
    record ChecksumMismatch(ChecksumAlgorithm algorithm) implements Refusal {}

    /**
     * The part's checksum is of another algorithm than the upload was created with.
     *
     * @param actual null where the part came without a checksum
     */
    record ChecksumAlgorithmMismatch(
            ChecksumAlgorithm expected, @Nullable ChecksumAlgorithm actual) implements Refusal {}

    /** Metadata, tags and headers of one object do not fit into a row of the catalog. */
    record MetadataTooLarge(long sizeBytes, long maxSizeBytes) implements Refusal {}

    /** The operator's limit for the bucket: openUploadsMax or incompleteBytesMax. */
    record QuotaExceeded(String quota, long max, long wanted) implements Refusal {}

    /** More is waiting than the store takes on; trying again later helps. */
    record TooBusy() implements Refusal {}

    /** The disk has too little room for writes; reads and deletes go on. */
    record DiskFull(long freeBytes) implements Refusal {}

    /** The store has stopped writing and says why; reads go on. */
    record WritesStopped(String reason) implements Refusal {}

    /** The commit may or may not have happened: the disk did not say. */
    record OutcomeUnknown() implements Refusal {}
}

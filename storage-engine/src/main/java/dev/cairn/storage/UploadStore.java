package dev.cairn.storage;

import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.UploadUsage;
import java.io.IOException;

/**
 * Multipart uploads. Every call blocks; refusals are {@code StorageException}s. NoSuchBucket is one
 * of every call, NoSuchUpload of every call that names an upload id.
 */
public final class UploadStore {
    UploadStore() {}

    public Upload create(BucketName bucket, ObjectKey key, NewUpload upload) {
        throw new UnsupportedOperationException();
    }

    public Upload get(BucketName bucket, ObjectKey key, String uploadId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores a part; a part of the same number is replaced and its bytes are released.
     *
     * <p>Refused also with EntityTooLarge, ChecksumAlgorithmMismatch, TooBusy, DiskFull,
     * WritesStopped, OutcomeUnknown.
     *
     * @param number 1 to 10,000
     */
    public Part putPart(
            BucketName bucket, ObjectKey key, String uploadId, int number, ObjectContent content)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * The parts of an open upload by number.
     *
     * @param after exclusive, 0 from the start
     * @param limit 0 to 1,000
     */
    public PartPage parts(
            BucketName bucket, ObjectKey key, String uploadId, int after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Open uploads by key, then by initiation. */
    public UploadPage list(BucketName bucket, UploadQuery query) {
        throw new UnsupportedOperationException();
    }

    /** What the upload holds now; walks over its parts. */
    public UploadUsage usage(BucketName bucket, ObjectKey key, String uploadId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the object of the named parts; the others are discarded. Copies no bytes. The same call
     * repeated within {@code StorageSettings.completedMemory} gets the same answer.
     *
     * <p>Refused also with InvalidPart, EntityTooSmall, ObjectSizeMismatch, PartChecksumMissing,
     * ChecksumMismatch, PreconditionFailed, NoSuchKey (If-Match where there is no object); the
     * upload then stays open and unchanged.
     */
    public ObjectVersion complete(
            BucketName bucket, ObjectKey key, String uploadId, CompleteUpload request) {
        throw new UnsupportedOperationException();
    }

    /** Ends the upload; its bytes are unlinked soon after. */
    public AbortedUpload abort(BucketName bucket, ObjectKey key, String uploadId) {
        throw new UnsupportedOperationException();
    }
}

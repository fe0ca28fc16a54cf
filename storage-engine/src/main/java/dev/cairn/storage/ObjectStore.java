package dev.cairn.storage;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectPage;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;

/**
 * Objects. Every call blocks; refusals are {@code StorageException}s, and NoSuchBucket is one of
 * every call.
 */
public final class ObjectStore {
    ObjectStore() {}

    /**
     * Stores content as the current version. Returned means durable and visible.
     *
     * <p>Refused with EntityTooLarge beyond 5 GiB, PreconditionFailed, NoSuchKey (If-Match where
     * there is no object), MetadataTooLarge, TooBusy, DiskFull, WritesStopped, OutcomeUnknown.
     */
    public ObjectVersion put(
            BucketName bucket,
            ObjectKey key,
            NewObject object,
            WriteCondition condition,
            ObjectContent content)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies the bytes of an open object into a new one.
     *
     * @param checksum the algorithm to compute, kept where the source has it over the whole object
     */
    public ObjectVersion copy(
            ObjectReader source,
            BucketName bucket,
            ObjectKey key,
            NewObject object,
            WriteCondition condition,
            ChecksumAlgorithm checksum)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether a write under this condition would be refused now: asked before a body is read, and
     * decided again in the commit. Refused as {@link #put}.
     */
    public void checkCondition(BucketName bucket, ObjectKey key, WriteCondition condition) {
        throw new UnsupportedOperationException();
    }

    /** The current version. Refused with NoSuchKey. */
    public ObjectVersion head(BucketName bucket, ObjectKey key) {
        throw new UnsupportedOperationException();
    }

    /** Opens the current version: its bytes stay readable until the reader is closed. */
    public ObjectReader open(BucketName bucket, ObjectKey key) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes the current version; nothing happens where there is none and no condition.
     *
     * <p>Refused with PreconditionFailed.
     */
    public void delete(BucketName bucket, ObjectKey key, WriteCondition condition) {
        throw new UnsupportedOperationException();
    }

    /** Current objects in UTF-8 order. Costs a page, whatever the bucket holds. */
    public ObjectPage list(BucketName bucket, ListQuery query) {
        throw new UnsupportedOperationException();
    }
}

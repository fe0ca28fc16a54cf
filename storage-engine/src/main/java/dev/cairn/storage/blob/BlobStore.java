package dev.cairn.storage.blob;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Immutable bytes under numbers that are never reused. Where they lie is the store's own business.
 */
public interface BlobStore {
    /** Begins a blob, which exists for others only once a commit names it. */
    BlobWriter create(BlobOwner owner, OptionalLong length) throws IOException;

    /** Opens a slice of a blob that the catalog names. */
    Extent open(Slice slice) throws IOException;

    /**
     * Removes blobs that nothing names any more, durably; those already gone are passed over, so
     * that it can be repeated.
     */
    void delete(List<BlobId> blobs) throws IOException;

    /** Bytes written so far to blobs that no commit names yet. */
    long inFlightBytes();

    /** The same for one owner. */
    long inFlightBytes(BlobOwner owner);
}

package dev.cairn.storage.blob;

import dev.cairn.storage.io.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A blob being written: data in order, then {@link #finish}. Whatever happens, {@link #close} leaves
 * no bytes behind, unless the outcome of the commit is unknown or the blob was published. Used by
 * one thread; its length may be read by others.
 */
public final class BlobWriter implements Closeable {
    /** Forced every so often, so that the last force is short. */
    private static final long FORCE_BYTES = 8L << 20;

    private final FileBlobStore store;
    private final BlobId id;
    private final BlobOwner owner;
    private final DiskFile file;
    private final BlobFooter footer;
    private volatile long length;
    private long forced;
    private boolean fileClosed;
    private boolean settled;

    BlobWriter(FileBlobStore store, BlobId id, BlobOwner owner, DiskFile file, BlobFooter footer) {
        this.store = store;
        this.id = id;
        this.owner = owner;
        this.file = file;
        this.footer = footer;
    }

    public BlobId id() {
        return id;
    }

    BlobOwner owner() {
        return owner;
    }

    /** Data bytes written so far. */
    public long length() {
        return length;
    }

    /** Appends all that remains in the buffer. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void write(ByteBuffer data) throws IOException {
        int bytes = data.remaining();
        footer.update(data);
        file.write(data);
        length += bytes;
        if (file.cached() && length - forced >= FORCE_BYTES) {
            file.force();
            forced = length;
        }
    }

    /** Writes the footer and makes the bytes durable; the name becomes so in the commit. */
    public PublishedBlob finish() throws IOException {
        ByteBuffer end = footer.finish(id, length);
        int overhead = end.remaining();
        file.write(end);
        file.force();
        file.close();
        fileClosed = true;
        return new PublishedBlob(id, length, overhead);
    }

    /** The commit named the blob, or may have: its bytes stay. */
    public void keep() {
        settled = true;
    }

    /** Removes the file for good unless it is kept. */
    @Override
    public void close() throws IOException {
        try {
            if (!fileClosed) {
                fileClosed = true;
                file.close();
            }
        } finally {
            store.ended(this, settled);
        }
    }
}

package dev.cairn.storage;

import dev.cairn.storage.model.Integrity;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.time.Clock;
import java.io.Closeable;
import java.io.IOException;

/** An open store: the stores of buckets, objects and uploads over one data directory. */
public final class Storage implements Closeable {
    private Storage() {}

    /**
     * Opens the store, creating it where the directory is empty, and recovers what a crash left.
     *
     * @throws StoreUnusableException when another process has it open or it is damaged
     */
    public static Storage open(StorageSettings settings, Clock clock)
            throws IOException, StoreUnusableException {
        throw new UnsupportedOperationException();
    }

    public BucketStore buckets() {
        throw new UnsupportedOperationException();
    }

    public ObjectStore objects() {
        throw new UnsupportedOperationException();
    }

    public UploadStore uploads() {
        throw new UnsupportedOperationException();
    }

    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    /** Totals of the whole store. */
    public Usage usage() {
        throw new UnsupportedOperationException();
    }

    /** Bytes of bodies that are arriving now, and of files whose commit is under way. */
    public long inFlightBytes() {
        throw new UnsupportedOperationException();
    }

    /** Measures the disk and compares; takes as long as a walk over the files. */
    public Integrity integrity() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Waits until commits under way have ended, then releases files and the lock. */
    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}

package dev.cairn.storage.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file being written, from its beginning to its end. */
public interface DiskFile extends Closeable {
    /** Appends all that remains in the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Whether what is written gathers in memory until it is forced: then forcing now and then keeps
     * the last force short.
     */
    boolean cached();

    /** Makes the bytes written so far durable (not the file's name). */
    void force() throws IOException;

    /** Closes without forcing. */
    @Override
    void close() throws IOException;
}

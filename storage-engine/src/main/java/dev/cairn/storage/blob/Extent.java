package dev.cairn.storage.blob;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A slice of a blob opened for reading: a range of a file whose channel is shared and counted.
 * Closing it gives the channel back, and closes the file only with its last user.
 */
public final class Extent implements Closeable {
    Extent() {}

    /** For sendfile; never to be closed by the caller. */
    public FileChannel channel() {
        throw new UnsupportedOperationException();
    }

    /** Where the slice begins in the channel's file. */
    public long offset() {
        throw new UnsupportedOperationException();
    }

    public long length() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads from the slice until the buffer is full or the slice ends.
     *
     * @param position relative to the slice
     * @throws IOException also when the file is shorter than the slice
     */
    public void readFully(ByteBuffer target, long position) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}

package dev.cairn.storage.blob;

import dev.cairn.storage.io.LoopThreads;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A slice of a blob opened for reading: a range of a file whose channel is shared and counted.
 * Closing it gives the channel back, and closes the file only with its last user.
 */
public final class Extent implements Closeable {
    private final OpenBlob blob;
    private final long offset;
    private final long length;
    private final AtomicBoolean closed = new AtomicBoolean();

    Extent(OpenBlob blob, long offset, long length) {
        this.blob = blob;
        this.offset = offset;
        this.length = length;
    }

    /** For sendfile; never to be closed by the caller. */
    public FileChannel channel() {
        return blob.channel();
    }

    /** Where the slice begins in the channel's file. */
    public long offset() {
        return offset;
    }

    public long length() {
        return length;
    }

    /**
     * Reads from the slice until the buffer is full or the slice ends.
     *
     * @param position relative to the slice
     * @throws IOException also when the file is shorter than the slice
     */
    public void readFully(ByteBuffer target, long position) throws IOException {
        assert LoopThreads.mayWait();
        int limit = target.limit();
        long rest = length - position;
        if (target.remaining() > rest) {
            target.limit(target.position() + (int) rest);
        }
        long at = offset + position;
        while (target.hasRemaining()) {
            int read = blob.channel().read(target, at);
            if (read < 0) {
                throw new EOFException("blob file ends before its slice");
            }
            at += read;
        }
        target.limit(limit);
    }

    /** A part of this extent, with a life of its own. */
    public Extent part(long partOffset, long partLength) {
        if (partOffset < 0 || partLength < 0 || partOffset + partLength > length) {
            throw new IllegalArgumentException("not within the extent");
        }
        blob.acquire();
        return new Extent(blob, offset + partOffset, partLength);
    }

    /** Gives the channel back. Can be repeated. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            blob.release();
        }
    }
}

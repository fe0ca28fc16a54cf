package dev.cairn.storage.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A large file written past the page cache: whole blocks go from an aligned buffer to the device;
 * what is no whole block at the end goes the usual way when the file is forced.
 *
 * <p>Bytes of large objects are rarely read soon, and copying them into fresh pages costs more than
 * all their digests: measured on a virtual machine 2 to 4 ms of CPU for a megabyte, against 0.3.
 */
final class DirectFile implements DiskFile {
    private final FileChannel blocks;
    private final FileChannel rest;
    private final int blockBytes;
    private final AlignedBuffers buffers;

    /** What is not written, or only as a rest; begins at {@link #position}. Null once closed. */
    private @Nullable ByteBuffer buffer;

    /** Everything before it is written in whole blocks. */
    private long position;

    private DirectFile(
            FileChannel blocks,
            FileChannel rest,
            int blockBytes,
            AlignedBuffers buffers,
            ByteBuffer buffer) {
        this.blocks = blocks;
        this.rest = rest;
        this.blockBytes = blockBytes;
        this.buffers = buffers;
        this.buffer = buffer;
    }

    /**
     * Creates a file that must not exist; null when no buffer is free.
     *
     * @throws IOException or UnsupportedOperationException also where the file system cannot do it;
     *     there is no file then
     */
    static @Nullable DirectFile create(Path file, AlignedBuffers buffers) throws IOException {
        ByteBuffer buffer = buffers.take();
        if (buffer == null) {
            return null;
        }
        FileChannel rest = null;
        try {
            rest = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileChannel blocks =
                    FileChannel.open(file, StandardOpenOption.WRITE, directOption());
            return new DirectFile(blocks, rest, buffers.blockBytes(), buffers, buffer);
        } catch (IOException | RuntimeException | Error failed) {
            buffers.giveBack(buffer);
            if (rest != null) {
                rest.close();
                Files.deleteIfExists(file);
            }
            throw failed;
        }
    }

    /**
     * The JDK's {@code com.sun.nio.file.ExtendedOpenOption.DIRECT}, which the compiler warns of by
     * name.
     */
    private static OpenOption directOption() {
        try {
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            for (Object option : options.getEnumConstants()) {
                if (option instanceof OpenOption found && option.toString().equals("DIRECT")) {
                    return found;
                }
            }
        } catch (ClassNotFoundException absent) {
            throw new UnsupportedOperationException(absent);
        }
        throw new UnsupportedOperationException("no option DIRECT");
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        ByteBuffer target = buffer();
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), target.remaining());
            target.put(target.position(), bytes, bytes.position(), count);
            target.position(target.position() + count);
            bytes.position(bytes.position() + count);
            if (!target.hasRemaining()) {
                writeBlocks(target);
            }
        }
    }

    @Override
    public boolean cached() {
        return false;
    }

    @Override
    public void force() throws IOException {
        ByteBuffer left = buffer();
        writeBlocks(left);
        // The rest stays in the buffer: bytes that follow go to the device in one block with it.
        ByteBuffer end = left.duplicate().flip();
        long at = position;
        while (end.hasRemaining()) {
            at += rest.write(end, at);
        }
        rest.force(false);
    }

    /** Writes the whole blocks at the beginning of the buffer; what is behind them moves there. */
    private void writeBlocks(ByteBuffer left) throws IOException {
        int end = left.position();
        left.limit(end - end % blockBytes).position(0);
        while (left.hasRemaining()) {
            position += blocks.write(left, position);
        }
        left.limit(end);
        left.compact();
    }

    @Override
    public void close() throws IOException {
        if (buffer != null) {
            buffers.giveBack(buffer);
            buffer = null;
        }
        try (blocks) {
            rest.close();
        }
    }

    private ByteBuffer buffer() throws IOException {
        if (buffer == null) {
            throw new IOException("the file is closed");
        }
        return buffer;
    }
}

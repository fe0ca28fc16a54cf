package dev.cairn.storage;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what {@code recorder.c} has written. */
final class Recording implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;

    /**
     * Something that happened to a file.
     *
     * @param path below the recorded directory, empty for itself
     * @param first usually the number of the inode
     * @param second an offset, a size, or the number of a sync
     */
    record Event(char kind, String path, long first, long second, byte[] data) {}

    Recording(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in = new DataInputStream(bytes);
    }

    /** The next event; null behind the last whole one. */
    @Nullable
    Event next() throws IOException {
        try {
            int kind = in.read();
            if (kind < 0) {
                return null;
            }
            String path = new String(bytes(number()), StandardCharsets.UTF_8);
            long first = longNumber();
            long second = longNumber();
            return new Event((char) kind, path, first, second, bytes(number()));
        } catch (EOFException killedInTheMiddle) {
            return null;
        }
    }

    private int number() throws IOException {
        return order(Integer.BYTES).getInt();
    }

    private long longNumber() throws IOException {
        return order(Long.BYTES).getLong();
    }

    private ByteBuffer order(int length) throws IOException {
        return ByteBuffer.wrap(bytes(length)).order(ByteOrder.nativeOrder());
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

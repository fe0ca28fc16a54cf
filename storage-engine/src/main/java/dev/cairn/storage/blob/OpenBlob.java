package dev.cairn.storage.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** An open file with the number of its users; begins with one, who keeps it for others. */
final class OpenBlob {
    private final FileChannel channel;
    private final AtomicInteger users = new AtomicInteger(1);

    OpenBlob(FileChannel channel) {
        this.channel = channel;
    }

    FileChannel channel() {
        return channel;
    }

    /** To be called only by who knows of another user. */
    void acquire() {
        if (users.getAndIncrement() < 1) {
            throw new AssertionError("a closed file was acquired");
        }
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            try {
                channel.close();
            } catch (IOException closing) {
                throw new UncheckedIOException(closing);
            }
        }
    }
}

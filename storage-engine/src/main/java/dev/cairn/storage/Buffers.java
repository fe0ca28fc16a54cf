package dev.cairn.storage;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Buffers for bytes on their way to a file; at most {@link #KEPT_MAX} are kept. They lie on the heap:
 * MD5 would copy direct ones piece by piece.
 */
final class Buffers {
    static final int BYTES = 128 << 10;
    private static final int KEPT_MAX = 64;

    private final BlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(KEPT_MAX);

    ByteBuffer take() {
        ByteBuffer buffer = kept.poll();
        return buffer == null ? ByteBuffer.allocate(BYTES) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        // What finds no place is left to the garbage collector.
        boolean ignored = kept.offer(buffer);
    }
}

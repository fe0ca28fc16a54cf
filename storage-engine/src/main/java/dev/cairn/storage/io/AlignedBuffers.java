package dev.cairn.storage.io;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Buffers outside the heap that begin at a block's border, as writing past the page cache demands.
 * They are made when first needed, and there are {@value #COUNT_MAX} of {@value #BYTES} bytes at
 * most.
 */
final class AlignedBuffers {
    static final int BYTES = 1 << 20;
    private static final int COUNT_MAX = 32;

    private final int blockBytes;
    private final AtomicInteger made = new AtomicInteger();
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /**
     * No buffers yet.
     *
     * @param blockBytes a power of two up to {@value #BYTES}
     */
    AlignedBuffers(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** An empty buffer; null when all are in use. */
    @Nullable
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer != null) {
            return buffer.clear();
        }
        if (made.incrementAndGet() > COUNT_MAX) {
            made.decrementAndGet();
            return null;
        }
        ByteBuffer memory = ByteBuffer.allocateDirect(BYTES + blockBytes);
        return memory.alignedSlice(blockBytes).limit(BYTES).slice();
    }

    void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}

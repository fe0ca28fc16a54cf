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
    private static final int COUNT_MIN = 2;

    /** All buffers together take no more than this part of what the JVM may have. */
    private static final int MEMORY_PART = 8;

    private final int blockBytes;
    private final int countMax;
    private final AtomicInteger made = new AtomicInteger();
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /**
     * No buffers yet.
     *
     * @param blockBytes a power of two up to {@value #BYTES}
     */
    AlignedBuffers(int blockBytes) {
        this.blockBytes = blockBytes;
        this.countMax = countMax(Runtime.getRuntime().maxMemory());
    }

    /**
     * As direct memory is limited by default: by what the heap may take. A JVM told otherwise has
     * more of it to spare, or less, and then {@link #take} finds none.
     */
    static int countMax(long memoryBytes) {
        return Math.clamp(memoryBytes / MEMORY_PART / BYTES, COUNT_MIN, COUNT_MAX);
    }

    int blockBytes() {
        return blockBytes;
    }

    /** An empty buffer; null when all are in use, or memory for a further one is not to be had. */
    @Nullable
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer != null) {
            return buffer.clear();
        }
        if (made.incrementAndGet() > countMax) {
            made.decrementAndGet();
            return null;
        }
        try {
            ByteBuffer memory = ByteBuffer.allocateDirect(BYTES + blockBytes);
            return memory.alignedSlice(blockBytes).limit(BYTES).slice();
        } catch (OutOfMemoryError others) {
            made.decrementAndGet();
            return null;
        }
    }

    void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}

package dev.cairn.storage.model;

import java.nio.ByteBuffer;

/** Hands bytes to what takes arrays only: those of a heap buffer as they are, others copied. */
final class HeapBytes {
    private static final int STRIDE_BYTES = 8 * 1024;

    private HeapBytes() {}

    /** Takes a range of an array. */
    @FunctionalInterface
    interface Sink {
        Object take(byte[] array, int offset, int length);
    }

    /** Passes all remaining bytes on; the position goes to the limit. */
    static void pass(ByteBuffer bytes, Sink sink) {
        if (bytes.hasArray()) {
            Object unused =
                    sink.take(
                            bytes.array(),
                            bytes.arrayOffset() + bytes.position(),
                            bytes.remaining());
            bytes.position(bytes.limit());
            return;
        }
        byte[] copy = new byte[Math.min(STRIDE_BYTES, bytes.remaining())];
        while (bytes.hasRemaining()) {
            int count = Math.min(copy.length, bytes.remaining());
            bytes.get(copy, 0, count);
            Object unused = sink.take(copy, 0, count);
        }
    }
}

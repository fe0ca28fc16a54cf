package dev.cairn.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes held in memory for all requests together, and their limit. Safe for all threads. */
final class ByteBudget {
    private final long bytesMax;
    private final AtomicLong held = new AtomicLong();

    ByteBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void take(long bytes) {
        held.addAndGet(bytes);
    }

    /** Takes the bytes unless that would pass the limit. */
    boolean tryTake(long bytes) {
        if (held.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    boolean exceeded() {
        return held.get() > bytesMax;
    }

    long heldBytes() {
        return held.get();
    }
}

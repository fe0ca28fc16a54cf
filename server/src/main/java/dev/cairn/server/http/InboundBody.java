package dev.cairn.server.http;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request on its way from the event loop, which {@linkplain #offer offers} what
 * arrives, to the operation thread, which {@linkplain #read reads} it.
 *
 * <p>The queue is bounded by telling the event loop to stop reading the socket: beyond 64 KiB until
 * the operation reads for the first time and whenever all bodies together pass their budget, beyond
 * 512 KiB otherwise. So each body gets on, and memory stays bounded whatever the number of uploads:
 * what the socket's last read brought beyond a limit is at most one receive buffer.
 *
 * <p>The operation thread is woken when a quarter of the queue is filled or the socket has nothing
 * more at the moment, not for every buffer.
 */
final class InboundBody implements RequestBody {
    private static final int QUEUE_BYTES_MAX = 512 * 1024;
    private static final int QUEUE_BYTES_LEAST = 64 * 1024;
    private static final int WAKE_BYTES = QUEUE_BYTES_MAX / 4;

    /** Content smaller than this is copied together once there are several buffers. */
    private static final int TINY_BYTES = 1024;

    private static final int TINY_COUNT = 16;
    private static final int GATHER_BYTES = 16 * 1024;

    /** What the event loop must do for the body; called by the operation thread. */
    interface Source {
        /** The operation wants a body that the client holds back until it is told to go on. */
        void wanted(InboundBody body);

        /** The queue has room again. */
        void resume();
    }

    /** What became of a body that nobody reads any more. */
    enum Rest {
        /** All of it has arrived. */
        NONE,
        /** It is still arriving, and small or of unknown length. */
        DRAINABLE,
        /** Its rest is large, broken, or held back by the client until it is asked for. */
        HOPELESS
    }

    private final long length;
    private final boolean lengthIsAbsent;
    private final boolean expectsContinue;
    private final Source source;
    private final ByteBudget budget;
    private final ByteBufAllocator allocator;

    /** Guards what follows, down to the fields of the reader. Held for a few instructions only. */
    private final Object lock = new Object();

    private final ArrayDeque<ByteBuf> queue = new ArrayDeque<>(0);

    /** The last buffer of the queue if it is one that gathers tiny contents. */
    private @Nullable ByteBuf gathering;

    private long queuedBytes;
    private long arrivedBytes;
    private boolean reading;
    private boolean readerWaits;
    private boolean paused;
    private boolean ended;
    private boolean closed;
    private RequestBodyException.@Nullable Cause failure;

    /** Time that the reader has waited for the client, and what arrived meanwhile. */
    private long waitedNanos;

    private long windowBytes;

    /** The buffer being read; the operation thread's own. */
    private @Nullable ByteBuf current;

    /**
     * A body of which nothing has arrived.
     *
     * @param length as {@link RequestBody#length}
     * @param expectsContinue whether the client waits for 100 Continue
     */
    InboundBody(
            long length,
            boolean lengthIsAbsent,
            boolean expectsContinue,
            Source source,
            ByteBudget budget,
            ByteBufAllocator allocator) {
        this.length = length;
        this.lengthIsAbsent = lengthIsAbsent;
        this.expectsContinue = expectsContinue;
        this.source = source;
        this.budget = budget;
        this.allocator = allocator;
        this.ended = length == 0;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean lengthIsAbsent() {
        return lengthIsAbsent;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int total = 0;
        int copied = 0;
        while (target.hasRemaining()) {
            ByteBuf buffer = current;
            if (buffer == null) {
                buffer = next(copied, total == 0);
                copied = 0;
                if (buffer == null) {
                    return total == 0 ? -1 : total;
                }
                current = buffer;
            }
            int count = Math.min(buffer.readableBytes(), target.remaining());
            int limit = target.limit();
            target.limit(target.position() + count);
            buffer.readBytes(target);
            target.limit(limit);
            copied += count;
            total += count;
            if (!buffer.isReadable()) {
                buffer.release();
                current = null;
            }
        }
        settle(copied);
        return total;
    }

    /**
     * Takes the next buffer off the queue.
     *
     * @param copied bytes that have left memory since the last call
     * @param wait whether to block until there is one; otherwise null means none at the moment
     */
    private @Nullable ByteBuf next(int copied, boolean wait) throws IOException {
        boolean resume;
        boolean heldBack;
        ByteBuf buffer;
        synchronized (lock) {
            heldBack = heldBack();
            reading = true;
            resume = left(copied);
            buffer = poll();
        }
        if (heldBack) {
            source.wanted(this);
        }
        if (resume) {
            source.resume();
        }
        return buffer == null && wait ? await() : buffer;
    }

    private @Nullable ByteBuf await() throws IOException {
        synchronized (lock) {
            ByteBuf buffer;
            while ((buffer = poll()) == null && !ended) {
                readerWaits = true;
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while waiting for a body");
                } finally {
                    readerWaits = false;
                }
            }
            return buffer;
        }
    }

    /** Under the lock. */
    @SuppressWarnings("ReferenceEquality") // Buffers are equal by content; this very one is meant.
    private @Nullable ByteBuf poll() throws RequestBodyException {
        if (failure != null) {
            throw new RequestBodyException(failure);
        }
        ByteBuf buffer = queue.pollFirst();
        if (buffer == gathering) {
            gathering = null;
        }
        return buffer;
    }

    private void settle(int copied) {
        boolean resume;
        synchronized (lock) {
            resume = left(copied);
        }
        if (resume) {
            source.resume();
        }
    }

    /** Under the lock: counts bytes out; true if the socket is to be read again. */
    private boolean left(int bytes) {
        if (!closed && failure == null) {
            queuedBytes -= bytes;
            budget.giveBack(bytes);
        }
        if (paused && queuedBytes <= queueBytesMax() / 2) {
            paused = false;
            return true;
        }
        return false;
    }

    private long queueBytesMax() {
        return reading && !budget.exceeded() ? QUEUE_BYTES_MAX : QUEUE_BYTES_LEAST;
    }

    /**
     * Ends reading: what is queued is released, what arrives later is dropped. Called by the
     * operation thread, or by the event loop when no operation will run. Can be repeated.
     *
     * @param drainBytesMax how large a rest of known length can still be drained
     */
    Rest close(long drainBytesMax) {
        synchronized (lock) {
            closed = true;
            releaseQueue();
            if (current != null) {
                current.release();
                current = null;
            }
            if (heldBack()) {
                return Rest.HOPELESS;
            }
            if (ended) {
                return Rest.NONE;
            }
            boolean large = length >= 0 && length - arrivedBytes > drainBytesMax;
            return failure != null || large ? Rest.HOPELESS : Rest.DRAINABLE;
        }
    }

    /**
     * Under the lock: whether the client waits to be told to go on. A body of 0 bytes is no
     * exception: botocore waits for it all the same, and a final answer in place of 100 Continue
     * makes it misread the next answer on the connection, unless that is closed.
     */
    private boolean heldBack() {
        return expectsContinue && !reading && arrivedBytes == 0;
    }

    /** Under the lock. */
    private void releaseQueue() {
        ByteBuf buffer;
        while ((buffer = queue.pollFirst()) != null) {
            buffer.release();
        }
        gathering = null;
        budget.giveBack(queuedBytes);
        queuedBytes = 0;
    }

    /**
     * Adds what has arrived and takes it over. Called by the event loop.
     *
     * @return whether the socket may be read further; if not, {@link Source#resume} follows, unless
     *     the body is closed before
     */
    boolean offer(ByteBuf content) {
        int bytes = content.readableBytes();
        synchronized (lock) {
            arrivedBytes += bytes;
            if (closed || failure != null) {
                content.release();
                return true;
            }
            windowBytes += bytes;
            queuedBytes += bytes;
            budget.take(bytes);
            enqueue(content, bytes);
            if (readerWaits && queuedBytes >= WAKE_BYTES) {
                lock.notifyAll();
            }
            // Once paused it stays so until the reader resumes: what one read of the socket has
            // brought arrives in several pieces, and between two of them the reader may have made
            // some room, but too little to resume.
            paused |= queuedBytes >= queueBytesMax();
            return !paused;
        }
    }

    /** Under the lock. Many tiny contents, each pinning a receive buffer, are copied together. */
    private void enqueue(ByteBuf content, int bytes) {
        ByteBuf last = gathering;
        if (bytes < TINY_BYTES && last != null && last.writableBytes() >= bytes) {
            last.writeBytes(content);
            content.release();
        } else if (bytes < TINY_BYTES && queue.size() >= TINY_COUNT) {
            gathering = allocator.directBuffer(GATHER_BYTES, GATHER_BYTES).writeBytes(content);
            queue.addLast(gathering);
            content.release();
        } else {
            gathering = null;
            queue.addLast(content);
        }
    }

    /** Whether the socket is left alone until there is room again. */
    boolean paused() {
        synchronized (lock) {
            return paused;
        }
    }

    /** The socket has nothing more for now: a waiting reader takes what there is. */
    void pauseInArrival() {
        synchronized (lock) {
            if (readerWaits && queuedBytes > 0) {
                lock.notifyAll();
            }
        }
    }

    /** All has arrived. */
    void end() {
        synchronized (lock) {
            ended = true;
            if (readerWaits) {
                lock.notifyAll();
            }
        }
    }

    /** The rest will not come; a reader is told at once. */
    void fail(RequestBodyException.Cause cause) {
        synchronized (lock) {
            if (ended || failure != null) {
                return;
            }
            failure = cause;
            releaseQueue();
            if (readerWaits) {
                lock.notifyAll();
            }
        }
    }

    long arrivedBytes() {
        synchronized (lock) {
            return arrivedBytes;
        }
    }

    /**
     * Measures the rate while the reader waits for the client; called by the event loop now and
     * then.
     *
     * @param elapsedNanos since the last call
     */
    void checkRate(long elapsedNanos, long windowNanos, long windowBytesMin) {
        synchronized (lock) {
            if (ended || closed || !readerWaits || queuedBytes > 0) {
                return;
            }
            waitedNanos += elapsedNanos;
            if (waitedNanos >= windowNanos) {
                if (windowBytes < windowBytesMin) {
                    fail(RequestBodyException.Cause.TOO_SLOW);
                }
                waitedNanos = 0;
                windowBytes = 0;
            }
        }
    }
}

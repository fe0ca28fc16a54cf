package dev.cairn.server.metrics;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what lies in open uploads, without making a scrape wait for a walk over all of them: a thread
 * walks when somebody asks, at most every ten seconds, and never more often than leaves it a
 * twentieth of the time. Who asks waits a moment for the walk and then takes what the last one
 * found; nobody waits where the last one took longer than that. Where the clock of the store was
 * moved, all ages are others, and it walks sooner.
 */
final class UploadsObserver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadsObserver.class);
    private static final Duration REST_MIN = Duration.ofSeconds(10);
    private static final Duration CLOCK_MOVED = Duration.ofMinutes(1);
    private static final long REST_FACTOR = 20;

    private final Storage storage;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private volatile boolean closed;
    private boolean wanted;
    private @Nullable UploadsLook look;
    private Instant lookedAt = Instant.MIN;
    private long restEndsNanos = System.nanoTime();
    private long leastRestEndsNanos = restEndsNanos;
    private long walks;
    private boolean slow;

    /**
     * Watches a store until it is closed.
     *
     * @param patience how long who asks waits for a walk
     */
    UploadsObserver(Storage storage, Duration patience) {
        this.storage = storage;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("cairn-metrics").daemon().unstarted(this::loop);
        thread.start();
    }

    /** What the last walk found; null before the first is through. */
    @Nullable
    UploadsLook latest() {
        lock.lock();
        try {
            if (isDue()) {
                wanted = true;
                changed.signalAll();
                if (!slow) {
                    awaitWalk(walks);
                }
            }
            return look;
        } catch (InterruptedException never) {
            throw new AssertionError("threads near the store are never interrupted", never);
        } finally {
            lock.unlock();
        }
    }

    /** Ends behind the page that is being looked at. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException never) {
            throw new AssertionError("threads near the store are never interrupted", never);
        }
    }

    private boolean isDue() {
        long now = System.nanoTime();
        if (wanted || now - restEndsNanos >= 0) {
            return true;
        }
        Duration moved = Duration.between(lookedAt, storage.clock().now());
        return moved.compareTo(CLOCK_MOVED) > 0 && now - leastRestEndsNanos >= 0;
    }

    private void awaitWalk(long before) throws InterruptedException {
        long nanos = patience.toNanos();
        while (walks == before && !closed && nanos > 0) {
            nanos = changed.awaitNanos(nanos);
        }
    }

    private void loop() {
        while (awaitWanted()) {
            walk();
        }
    }

    private boolean awaitWanted() {
        lock.lock();
        try {
            while (!wanted && !closed) {
                changed.await();
            }
            return !closed;
        } catch (InterruptedException never) {
            throw new AssertionError("threads near the store are never interrupted", never);
        } finally {
            lock.unlock();
        }
    }

    private void walk() {
        Instant now = storage.clock().now();
        long begin = System.nanoTime();
        OpenUploadsWalk walk = new OpenUploadsWalk(storage, this::rest);
        Map<String, OpenUploads> found = null;
        try {
            found = walk.run();
        } catch (StorageException refused) {
            LOG.warn("Open uploads are not measured: {}", refused.getMessage());
        } catch (RuntimeException | Error failed) {
            LOG.error("Measuring open uploads failed and will be tried again", failed);
        }
        long end = System.nanoTime();
        lock.lock();
        try {
            if (found != null) {
                look = new UploadsLook(found, begin);
            }
            lookedAt = now;
            slow = end - begin > patience.toNanos();
            leastRestEndsNanos = end + walk.workedNanos() * REST_FACTOR;
            restEndsNanos = Math.max(end + REST_MIN.toNanos(), leastRestEndsNanos);
            wanted = false;
            walks++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean rest(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException never) {
            throw new AssertionError("threads near the store are never interrupted", never);
        } finally {
            lock.unlock();
        }
    }
}

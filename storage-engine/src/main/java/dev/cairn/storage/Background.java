package dev.cairn.storage;

import dev.cairn.storage.model.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that does what commits leave behind: purging dropped spaces, reclaiming, expiring
 * receipts, folding old hours of the ledger. It is woken by commits, looks again by itself every so
 * often, and after a fault tries again later.
 */
final class Background implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    /** What a reader holds is looked at again soon, and so is what is left of the ledger. */
    private static final Duration PASSED_OVER = Duration.ofMillis(200);

    private final Purge purge;
    private final Reclaimer reclaimer;
    private final Expiry expiry;
    private final LedgerFolding folding;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean woken = true;

    /** Used by the thread alone. */
    private boolean faulty;
    private boolean closed;

    Background(Purge purge, Reclaimer reclaimer, Expiry expiry, LedgerFolding folding) {
        this.purge = purge;
        this.reclaimer = reclaimer;
        this.expiry = expiry;
        this.folding = folding;
        this.thread = Thread.ofPlatform().name("cairn-reclaimer").unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** There is something to do. Called by the committer: never blocks for long. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends behind the page that is under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread.getState() != Thread.State.NEW) {
            try {
                thread.join();
            } catch (InterruptedException never) {
                throw new AssertionError("threads of the store are never interrupted", never);
            }
        }
    }

    private void loop() {
        Duration pause = Duration.ZERO;
        while (await(pause)) {
            pause = work();
        }
    }

    private Duration work() {
        try {
            faulty = false;
            purge.run();
            boolean passedOver = reclaimer.run();
            expiry.run();
            boolean unfolded = folding.run();
            return passedOver || unfolded ? PASSED_OVER : LOOK_AGAIN;
        } catch (StorageException refused) {
            LOG.warn("Reclaiming waits: {}", refused.getMessage());
        } catch (IOException | RuntimeException | Error failed) {
            LOG.error("Reclaiming failed and will be tried again", failed);
        }
        faulty = true;
        return AFTER_FAULT;
    }

    /** Waits until woken, at most so long; false once closed. */
    private boolean await(Duration longest) {
        lock.lock();
        try {
            long nanos = longest.toNanos();
            // After a fault commits must not shorten the pause, or the fault is met at their rate.
            while ((faulty || !woken) && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            woken = false;
            return !closed;
        } catch (InterruptedException never) {
            throw new AssertionError("threads of the store are never interrupted", never);
        } finally {
            lock.unlock();
        }
    }
}

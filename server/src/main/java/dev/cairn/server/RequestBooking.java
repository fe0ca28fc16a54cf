package dev.cairn.server;

import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.RequestSum;
import dev.cairn.storage.model.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books the requests that were counted: every ten seconds, and when it is closed. So a crash loses
 * the count of the last seconds, and of nothing else.
 */
final class RequestBooking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBooking.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final RequestCounter counter;
    private final LedgerStore ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean closed;

    RequestBooking(RequestCounter counter, LedgerStore ledger) {
        this.counter = counter;
        this.ledger = ledger;
        this.thread = Thread.ofPlatform().name("cairn-requests").unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Books what is left. */
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
                throw new AssertionError("threads near the store are never interrupted", never);
            }
        }
        book();
    }

    private void loop() {
        while (await()) {
            book();
        }
    }

    /** Books what was counted until now; what somebody else is booking is booked then, too. */
    synchronized void book() {
        Map<BucketName, List<RequestSum>> counted = counter.take();
        if (counted.isEmpty()) {
            return;
        }
        try {
            ledger.count(counted);
        } catch (StorageException refused) {
            LOG.warn("The requests of some seconds are not counted: {}", refused.getMessage());
        } catch (RuntimeException | Error failed) {
            LOG.error("The requests of some seconds are not counted", failed);
        }
    }

    /** False once closed. */
    private boolean await() {
        lock.lock();
        try {
            long nanos = INTERVAL.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException never) {
            throw new AssertionError("threads near the store are never interrupted", never);
        } finally {
            lock.unlock();
        }
    }
}

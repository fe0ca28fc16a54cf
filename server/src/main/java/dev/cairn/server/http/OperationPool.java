package dev.cairn.server.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pool of platform threads on which operations block: measured 1.7 times the PUT rate of
 * virtual threads for small objects, since calls into files and RocksDB pin their carriers.
 *
 * <p>One thread is woken at a time, and it wakes the next only if it leaves work behind. So short
 * operations under load are done by few threads that stay awake, instead of one wakeup each, while
 * operations that block still get a thread each. The thread that ran last is woken first; those
 * that found no work for a minute end.
 *
 * <p>New work that waits longer than the limit is refused. The queue needs no bound of its own: a
 * connection has one request at a time. Work begun earlier has a few threads more than new work
 * can take, since it waits for no client: else slow uploads, once there are as many as threads,
 * would hold up all answers that are under way. No thread is ever interrupted.
 */
final class OperationPool {
    private static final Logger LOG = LoggerFactory.getLogger(OperationPool.class);
    private static final long STACK_BYTES = 512 * 1024;
    private static final long KEEP_ALIVE_NANOS = Duration.ofMinutes(1).toNanos();

    /** Threads beyond those of new work, for work begun earlier. */
    private static final int CONTINUING_MAX = 4;

    private final String name;
    private final int newMax;
    private final long waitNanosMax;
    private final ScheduledExecutorService timer;

    /** Guards everything below; held for a few instructions only. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition threadEnded = lock.newCondition();
    private final ArrayDeque<Job> begun = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private int threadCount;
    private int threadNumber;

    /** Threads that have taken new work and are not yet through with it. */
    private int newCount;

    /** Whether a thread has been woken or started that has not yet looked for work. */
    private boolean waking;

    private boolean expiryScheduled;
    private boolean stopped;

    /**
     * A pool without threads; they come with the work.
     *
     * @param newMax how much new work is done at a time
     * @param waitMax how long work waits for a thread before it is refused
     * @param timer notices the end of that time
     */
    OperationPool(String name, int newMax, Duration waitMax, ScheduledExecutorService timer) {
        this.name = name;
        this.newMax = newMax;
        this.waitNanosMax = waitMax.toNanos();
        this.timer = timer;
    }

    /** Queues new work, which may be refused. Does not block. */
    void submit(Job job) {
        Worker next;
        lock.lock();
        try {
            waiting.addLast(new Waiting(job, System.nanoTime()));
            next = nextWorker();
        } finally {
            lock.unlock();
        }
        wake(next);
    }

    /** Queues the continuation of work begun earlier: it goes first and is never refused. */
    void proceed(Job job) {
        Worker next;
        lock.lock();
        try {
            begun.addLast(job);
            next = nextWorker();
        } finally {
            lock.unlock();
        }
        wake(next);
    }

    /**
     * Ends the threads once they have done what is queued.
     *
     * @return whether all have ended within the time
     */
    boolean stop(Duration patience) {
        List<Worker> parked;
        lock.lock();
        try {
            stopped = true;
            parked = new ArrayList<>(idle);
            idle.clear();
            parked.forEach(worker -> worker.parked = false);
        } finally {
            lock.unlock();
        }
        parked.forEach(this::wake);
        return awaitThreads(patience);
    }

    private boolean awaitThreads(Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (threadCount > 0 && nanos > 0) {
                nanos = threadEnded.awaitNanos(nanos);
            }
            return threadCount == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: who shall be woken for what is queued; null if nobody need or can be. */
    private @Nullable Worker nextWorker() {
        if (waking) {
            return null;
        }
        if (begun.isEmpty() && newCount == newMax) {
            scheduleExpiry(waitNanosMax);
            return null;
        }
        Worker worker = idle.pollLast();
        if (worker == null) {
            if (threadCount == newMax + CONTINUING_MAX) {
                scheduleExpiry(waitNanosMax);
                return null;
            }
            threadCount++;
            worker = new Worker(++threadNumber);
        }
        waking = true;
        worker.summoned = true;
        worker.parked = false;
        return worker;
    }

    private void wake(@Nullable Worker worker) {
        if (worker == null) {
            return;
        }
        if (worker.started) {
            LockSupport.unpark(worker.thread);
            return;
        }
        worker.started = true;
        try {
            worker.thread.start();
        } catch (OutOfMemoryError e) {
            LOG.error("no memory for a further operation thread", e);
            lock.lock();
            try {
                threadCount--;
                waking = false;
                scheduleExpiry(waitNanosMax);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The next work of a thread; blocks until there is some. Null ends the thread. */
    private @Nullable Job take(Worker worker) {
        Job job;
        Worker next;
        lock.lock();
        try {
            answerSummons(worker);
            if (worker.hasNew) {
                worker.hasNew = false;
                newCount--;
            }
            while ((job = poll(worker)) == null) {
                if (stopped || !park(worker)) {
                    threadCount--;
                    threadEnded.signalAll();
                    return null;
                }
                answerSummons(worker);
            }
            next = begun.isEmpty() && waiting.isEmpty() ? null : nextWorker();
        } finally {
            lock.unlock();
        }
        wake(next);
        return job;
    }

    /** Under the lock: from now on the next thread can be woken. */
    private void answerSummons(Worker worker) {
        if (worker.summoned) {
            worker.summoned = false;
            waking = false;
        }
    }

    /** Under the lock. */
    private @Nullable Job poll(Worker worker) {
        Job job = begun.pollFirst();
        if (job != null || waiting.isEmpty()) {
            return job;
        }
        if (newCount == newMax) {
            scheduleExpiry(waitNanosMax);
            return null;
        }
        worker.hasNew = true;
        newCount++;
        return waiting.removeFirst().job;
    }

    /**
     * Lets go of the lock until the worker is woken, and takes it again.
     *
     * @return false when nobody woke it for a long time
     */
    private boolean park(Worker worker) {
        worker.parked = true;
        idle.addLast(worker);
        lock.unlock();
        long deadline = System.nanoTime() + KEEP_ALIVE_NANOS;
        long nanos = KEEP_ALIVE_NANOS;
        while (worker.parked && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
            nanos = deadline - System.nanoTime();
        }
        lock.lock();
        if (!worker.parked) {
            return true;
        }
        idle.remove(worker);
        return false;
    }

    /** Under the lock. */
    private void scheduleExpiry(long nanos) {
        if (!expiryScheduled) {
            expiryScheduled = true;
            ScheduledFuture<?> unused =
                    timer.schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void expire() {
        List<Job> expired = new ArrayList<>();
        lock.lock();
        try {
            expiryScheduled = false;
            long now = System.nanoTime();
            Waiting head;
            while ((head = waiting.peekFirst()) != null) {
                long nanosLeft = waitNanosMax - (now - head.sinceNanos);
                if (nanosLeft > 0) {
                    scheduleExpiry(nanosLeft);
                    break;
                }
                waiting.removeFirst();
                expired.add(head.job);
            }
        } finally {
            lock.unlock();
        }
        expired.forEach(Job::refuse);
    }

    private record Waiting(Job job, long sinceNanos) {}

    private final class Worker implements Runnable {
        private final Thread thread;

        /** Cleared under the lock by who wakes it. */
        private volatile boolean parked;

        /** Guarded by the lock. */
        private boolean summoned;

        /** Whether it does new work. Guarded by the lock. */
        private boolean hasNew;

        /** Written once, by who creates the worker. */
        private boolean started;

        private Worker(int number) {
            thread = new Thread(null, this, "cairn-" + name + "-" + number, STACK_BYTES);
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            Job job;
            while ((job = take(this)) != null) {
                try {
                    job.run();
                } catch (Throwable e) {
                    LOG.error("operation thread", e);
                }
            }
        }
    }
}

package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets a thread, and who does not. */
final class OperationPoolTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger ranAfterAll = new AtomicInteger();

    private OperationPool pool(int threads, Duration wait) {
        return new OperationPool("test", threads, wait, timer);
    }

    @AfterEach
    void stop() {
        release.countDown();
        timer.shutdown();
        assertThat(ranAfterAll).hasValue(0);
    }

    private Job job(Runnable work) {
        return job(work, refused::incrementAndGet);
    }

    private static Job job(Runnable work, Runnable refusal) {
        return new Job() {
            @Override
            public void run() {
                work.run();
            }

            @Override
            public void refuse() {
                refusal.run();
            }
        };
    }

    private Job blocking(CountDownLatch running) {
        return job(
                () -> {
                    running.countDown();
                    try {
                        // Without a limit: its end must not help what waits for the thread.
                        release.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError("a pool thread was interrupted", e);
                    }
                });
    }

    /** What must get no thread at all. */
    private Job refused(CountDownLatch told) {
        return job(ranAfterAll::incrementAndGet, told::countDown);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("a pool thread was interrupted", e);
        }
    }

    @Test
    void blockingJobs_getAThreadEach() {
        OperationPool pool = pool(20, Duration.ofMinutes(1));
        CountDownLatch running = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            pool.submit(blocking(running));
        }
        await(running);
        release.countDown();
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
        assertThat(refused).hasValue(0);
    }

    @Test
    void jobsFromManyThreads_allRun() throws InterruptedException {
        OperationPool pool = pool(4, Duration.ofMinutes(1));
        AtomicInteger ran = new AtomicInteger();
        List<Thread> submitters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            submitters.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int j = 0; j < 50_000; j++) {
                                            pool.submit(job(ran::incrementAndGet));
                                        }
                                    }));
        }
        for (Thread submitter : submitters) {
            submitter.join();
        }
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
        assertThat(ran.get() + refused.get()).isEqualTo(200_000);
        assertThat(refused).hasValue(0);
    }

    @Test
    void jobsThatWaitTooLong_areRefused() {
        OperationPool pool = pool(2, Duration.ofMillis(20));
        CountDownLatch running = new CountDownLatch(2);
        pool.submit(blocking(running));
        pool.submit(blocking(running));
        await(running);
        CountDownLatch told = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            pool.submit(refused(told));
        }
        await(told);
        release.countDown();
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void continuations_goFirstAndAreNotRefused() throws InterruptedException {
        OperationPool pool = pool(1, Duration.ofMillis(20));
        CountDownLatch running = new CountDownLatch(1);
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        pool.submit(blocking(running));
        await(running);
        pool.proceed(job(() -> order.add("continuation")));
        CountDownLatch told = new CountDownLatch(1);
        pool.submit(refused(told));
        await(told);
        pool.submit(job(() -> order.add("new")));
        release.countDown();
        assertThat(order.poll(60, TimeUnit.SECONDS)).isEqualTo("continuation");
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
        assertThat(order).containsExactly("new");
    }

    @Test
    void continuations_goOnWhileNewJobsBlockAllThreads() {
        OperationPool pool = pool(2, Duration.ofMinutes(1));
        CountDownLatch running = new CountDownLatch(2);
        pool.submit(blocking(running));
        pool.submit(blocking(running));
        await(running);
        CountDownLatch continued = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            pool.proceed(job(continued::countDown));
        }
        await(continued);
        release.countDown();
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void newJobs_getNoThreadThatIsKeptForContinuations() {
        OperationPool pool = pool(1, Duration.ofMillis(20));
        CountDownLatch running = new CountDownLatch(1);
        pool.submit(blocking(running));
        await(running);
        CountDownLatch continued = new CountDownLatch(1);
        pool.proceed(job(continued::countDown));
        await(continued);
        CountDownLatch told = new CountDownLatch(1);
        pool.submit(refused(told));
        await(told);
        release.countDown();
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void newJob_takesThePlaceOfTheOneThatIsDone() {
        OperationPool pool = pool(1, Duration.ofMinutes(1));
        CountDownLatch running = new CountDownLatch(1);
        pool.submit(blocking(running));
        await(running);
        CountDownLatch done = new CountDownLatch(2);
        pool.submit(job(done::countDown));
        pool.proceed(job(done::countDown));
        release.countDown();
        await(done);
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void jobThatFails_endsNoThread() throws InterruptedException {
        OperationPool pool = pool(1, Duration.ofMinutes(1));
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        pool.submit(
                job(
                        () -> {
                            throw new IllegalStateException("meant to fail");
                        }));
        pool.submit(job(() -> done.add("next")));
        assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(pool.stop(Duration.ofMinutes(1))).isTrue();
    }
}

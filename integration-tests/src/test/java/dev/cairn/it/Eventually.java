package dev.cairn.it;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Repeats a check of another process until it holds. */
public final class Eventually {
    private static final long PAUSE_MILLIS = 20;

    private Eventually() {}

    /**
     * Runs the check every 20 ms until it throws no assertion error.
     *
     * @throws AssertionError the last one, when the limit has passed
     */
    public static void within(Duration limit, ThrowingCallable check) throws Throwable {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                check.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** There is nothing to wait on: what changes is in another process. */
    private static void pause() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        assert !never;
    }
}

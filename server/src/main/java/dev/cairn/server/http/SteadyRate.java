package dev.cairn.server.http;

import java.util.concurrent.TimeUnit;

/**
 * A limit of bytes a second as steps: so many bytes each time. Twenty steps a second, or fewer where
 * that would be less than a byte.
 */
record SteadyRate(int stepBytes, long stepNanos) {
    private static final int STEPS_A_SECOND = 20;

    /** More at a time than a receive buffer has would change nothing. */
    private static final int STEP_BYTES_MAX = 128 * 1024;

    static SteadyRate of(long bytesPerSecond) {
        int bytes = Math.clamp(bytesPerSecond / STEPS_A_SECOND, 1, STEP_BYTES_MAX);
        return new SteadyRate(
                bytes, Math.max(1, bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond));
    }
}

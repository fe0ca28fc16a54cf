package dev.cairn.server.metrics;

import java.io.IOException;
import java.time.Duration;

/**
 * A figure that is costly to measure: measured again only after a minute, and never more often than
 * leaves it a twentieth of the time. Not for several threads at once.
 */
final class Measured {
    private static final long REST_NANOS_MIN = Duration.ofMinutes(1).toNanos();
    private static final long REST_FACTOR = 20;

    private final Source source;
    private double value = Double.NaN;
    private boolean measured;
    private long nextNanos;

    /** Where the figure comes from. */
    @FunctionalInterface
    interface Source {
        double measure() throws IOException;
    }

    Measured(Source source) {
        this.source = source;
    }

    /** The latest figure; not a number as long as it cannot be measured. */
    double value(long nowNanos) {
        if (!measured || nowNanos - nextNanos >= 0) {
            measure();
        }
        return value;
    }

    private void measure() {
        long begin = System.nanoTime();
        try {
            value = source.measure();
        } catch (IOException e) {
            value = Double.NaN;
        }
        long end = System.nanoTime();
        measured = true;
        nextNanos = end + Math.max(REST_NANOS_MIN, (end - begin) * REST_FACTOR);
    }
}

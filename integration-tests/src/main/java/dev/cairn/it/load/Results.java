package dev.cairn.it.load;

import java.util.Arrays;
import java.util.Locale;

/** What was measured: a time for each answer, and the bytes that went over the wire. */
final class Results {
    private final long[] nanos;
    private final long bytes;
    private final double wallSeconds;
    private final double cpuSeconds;

    Results(long[] nanos, long bytes, double wallSeconds, double cpuSeconds) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
        this.bytes = bytes;
        this.wallSeconds = wallSeconds;
        this.cpuSeconds = cpuSeconds;
    }

    /** One line for people. */
    String line(String title) {
        double requests = nanos.length;
        double megabytes = bytes / 1e6;
        return String.format(
                Locale.ROOT,
                "%-28s %9.0f/s %8.1f MB/s  p50 %.2f ms  p95 %.2f  p99 %.2f  max %.1f"
                        + "  server CPU %.0f us/request, %.2f ms/MB  (%d requests)",
                title,
                requests / wallSeconds,
                megabytes / wallSeconds,
                millis(0.50),
                millis(0.95),
                millis(0.99),
                millis(1),
                cpuSeconds * 1e6 / requests,
                cpuSeconds * 1e3 / megabytes,
                nanos.length);
    }

    private double millis(double quantile) {
        int index = (int) Math.min(nanos.length - 1L, Math.round(quantile * nanos.length));
        return nanos[index] / 1e6;
    }
}

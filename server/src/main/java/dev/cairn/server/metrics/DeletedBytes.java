package dev.cairn.server.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The bytes that are charged although they are gone, by bucket. The ledger is walked for them, so they
 * are asked for again only after a minute, and never more often than leaves that a twentieth of the
 * time. Not for several threads at once.
 */
final class DeletedBytes {
    private static final long REST_NANOS_MIN = Duration.ofMinutes(1).toNanos();
    private static final long REST_FACTOR = 20;

    private final Supplier<Map<String, Long>> source;
    private Map<String, Long> latest = Map.of();
    private boolean asked;
    private long nextNanos;

    /**
     * Nothing so far.
     *
     * @param source by name, with buckets that are gone
     */
    DeletedBytes(Supplier<Map<String, Long>> source) {
        this.source = source;
    }

    Map<String, Long> latest(long nowNanos) {
        if (!asked || nowNanos - nextNanos >= 0) {
            long begin = System.nanoTime();
            latest = source.get();
            long end = System.nanoTime();
            asked = true;
            nextNanos = end + Math.max(REST_NANOS_MIN, (end - begin) * REST_FACTOR);
        }
        return latest;
    }
}

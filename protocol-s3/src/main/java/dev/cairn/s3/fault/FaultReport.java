package dev.cairn.s3.fault;

import java.time.Instant;
import java.util.List;

/**
 * A fault and what has become of it so far.
 *
 * @param number counted from 1; none is given twice in a run
 * @param matched requests that it is for, count and chance left aside
 * @param fired those to which it happened
 * @param firings the latest of them, the newest last; at most {@link Faults#FIRINGS_KEPT}
 */
public record FaultReport(
        long number,
        Instant created,
        FaultMatch match,
        FaultEffect effect,
        long matched,
        long fired,
        List<Firing> firings) {
    public FaultReport {
        firings = List.copyOf(firings);
    }

    /** By which it is found and removed. */
    public String id() {
        return id(number);
    }

    static String id(long number) {
        return "fault-" + number;
    }
}

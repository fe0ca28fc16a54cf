package dev.cairn.server.admin;

import dev.cairn.s3.fault.FaultReport;
import java.time.Instant;

/**
 * A fault.
 *
 * @param matched requests that it is for, calls and probability left aside
 * @param fired those to which it happened
 */
record FaultDocument(
        String id,
        FaultMatchDocument match,
        FaultEffectDocument effect,
        long matched,
        long fired,
        Instant created) {
    static FaultDocument of(FaultReport report) {
        return new FaultDocument(
                report.id(),
                FaultMatchDocument.of(report.match()),
                FaultEffectDocument.of(report.effect()),
                report.matched(),
                report.fired(),
                report.created());
    }
}

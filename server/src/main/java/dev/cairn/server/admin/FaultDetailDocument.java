package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cairn.s3.fault.FaultReport;
import dev.cairn.s3.fault.Firing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault with the latest requests to which it happened, the newest last.
 *
 * @param firings at most {@link dev.cairn.s3.fault.Faults#FIRINGS_KEPT}
 */
record FaultDetailDocument(@JsonUnwrapped FaultDocument fault, List<FiringDocument> firings) {
    FaultDetailDocument {
        firings = List.copyOf(firings);
    }

    /** A request to which a fault happened. */
    record FiringDocument(
            Instant at,
            String requestId,
            String operation,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable Integer partNumber) {
        static FiringDocument of(Firing firing) {
            return new FiringDocument(
                    firing.at(),
                    firing.requestId(),
                    firing.operation(),
                    firing.bucket(),
                    firing.key(),
                    firing.partNumber());
        }
    }

    static FaultDetailDocument of(FaultReport report) {
        return new FaultDetailDocument(
                FaultDocument.of(report),
                report.firings().stream().map(FiringDocument::of).toList());
    }
}

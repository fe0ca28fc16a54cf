package dev.cairn.lifecycle;

import java.time.Instant;
import java.util.List;

/**
 * What a pass did.
 *
 * @param asOf what was due then is done
 * @param actions the first of them where there were very many
 * @param truncated whether there were more actions
 * @param bytesReclaimed of what the pass removed, as far as its files are unlinked
 */
public record LifecycleReport(
        Instant startedAt,
        Instant asOf,
        Instant finishedAt,
        long scannedUploads,
        long scannedObjects,
        List<ActionRecord> actions,
        boolean truncated,
        long bytesReclaimed,
        long failures) {
    public LifecycleReport {
        actions = List.copyOf(actions);
    }
}

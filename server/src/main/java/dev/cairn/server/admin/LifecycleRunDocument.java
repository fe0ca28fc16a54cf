package dev.cairn.server.admin;

import dev.cairn.lifecycle.ActionRecord;
import dev.cairn.lifecycle.LifecycleReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass of the rules did, or would do.
 *
 * @param actions the first 10,000
 * @param truncated whether there were more actions
 * @param bytesReclaimed of what the pass removed, as far as its files are unlinked
 */
record LifecycleRunDocument(
        Instant startedAt,
        Instant asOf,
        Instant finishedAt,
        Scanned scanned,
        List<Action> actions,
        boolean truncated,
        long bytesReclaimed,
        long failures) {
    /** How much was looked at. */
    record Scanned(long uploads, long objects) {}

    /**
     * An action and what became of it.
     *
     * @param action S3's name of the element
     * @param dueAt the instant at which it counts
     * @param result {@code done}, {@code dry-run}, {@code left-alone} or {@code failed}
     */
    record Action(
            String action,
            String bucket,
            String key,
            @Nullable String versionId,
            @Nullable String uploadId,
            String ruleId,
            Instant dueAt,
            long bytes,
            String result) {
        static Action of(ActionRecord action) {
            return new Action(
                    action.action().element(),
                    action.bucket().value(),
                    action.key().value(),
                    action.versionId(),
                    action.uploadId(),
                    action.ruleId(),
                    action.dueAt(),
                    action.bytes(),
                    action.result().word());
        }
    }

    static LifecycleRunDocument of(LifecycleReport report) {
        return new LifecycleRunDocument(
                report.startedAt(),
                report.asOf(),
                report.finishedAt(),
                new Scanned(report.scannedUploads(), report.scannedObjects()),
                report.actions().stream().map(Action::of).toList(),
                report.truncated(),
                report.bytesReclaimed(),
                report.failures());
    }
}

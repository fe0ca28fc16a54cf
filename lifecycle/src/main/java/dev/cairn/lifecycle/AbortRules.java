package dev.cairn.lifecycle;

import dev.cairn.storage.model.IdleLimit;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ends unfinished uploads of a bucket: the rules of its configuration, and how long
 * its operator lets uploads be without a new part.
 *
 * @param idle null where the operator does not limit that
 */
public record AbortRules(BucketRules configured, @Nullable IdleLimit idle) {
    /** What the operator's limit is called wherever a rule is named. */
    public static final String IDLE_RULE = "cairn:idle";

    /** Whether anything ends uploads of some keys. */
    public boolean aborts() {
        return idle != null || configured.rules().aborts();
    }

    /** Whether the instant of an upload's last part can decide when it ends. */
    public boolean asksForParts() {
        return idle != null;
    }

    /** What the keys of all uploads that may be aborted begin with. */
    public String prefix() {
        return idle != null ? "" : configured.rules().abortPrefix();
    }

    /**
     * When an upload is aborted, and by which rule; empty where none says so. The idle time counts
     * to the moment, whatever the length of a rule's day.
     *
     * @param lastPartAt when its last part landed; null without parts
     */
    public Optional<DueAction> due(
            String key, Instant initiated, @Nullable Instant lastPartAt, DayScale scale) {
        Optional<DueAction> ruled = configured.rules().abort(key, initiated, scale);
        DueAction given = givenUp(initiated, lastPartAt);
        if (given == null || ruled.filter(due -> !given.due().isBefore(due.due())).isPresent()) {
            return ruled;
        }
        return Optional.of(given);
    }

    /** When an upload has been idle for too long; null where that is not limited. */
    @Nullable
    DueAction givenUp(Instant initiated, @Nullable Instant lastPartAt) {
        if (idle == null) {
            return null;
        }
        Instant active =
                lastPartAt == null || lastPartAt.isBefore(initiated) ? initiated : lastPartAt;
        return new DueAction(LifecycleAction.ABORT, IDLE_RULE, active.plus(idle.after()), null);
    }

    /** When an abort counts as done: when it was due, but not before its rule was in force. */
    Instant booked(DueAction abort) {
        if (idle == null || !abort.ruleId().equals(IDLE_RULE)) {
            return configured.booked(abort);
        }
        return idle.since().isAfter(abort.due()) ? idle.since() : abort.due();
    }

    boolean isSameAs(AbortRules other) {
        return configured.version() == other.configured.version()
                && Objects.equals(idle, other.idle);
    }
}

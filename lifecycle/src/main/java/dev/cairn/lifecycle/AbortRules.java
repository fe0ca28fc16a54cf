package dev.cairn.lifecycle;

import dev.cairn.storage.model.IdleLimit;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ends unfinished uploads of a bucket: the rules of its configuration, how long its
 * operator lets uploads be without a new part, and how long its price plan lets them be open.
 *
 * @param idle null where the operator does not limit that
 * @param plan null where the plan does not, or is not enforced
 */
public record AbortRules(
        BucketRules configured, @Nullable IdleLimit idle, @Nullable PlanLimit plan) {
    /** What the operator's limit is called wherever a rule is named. */
    public static final String IDLE_RULE = "cairn:idle";

    /** What the limit of the price plan is called. */
    public static final String PLAN_RULE = "cairn:plan";

    /** Whether anything ends uploads of some keys. */
    public boolean aborts() {
        return idle != null || plan != null || configured.rules().aborts();
    }

    /** Whether the instant of an upload's last part can decide when it ends. */
    public boolean asksForParts() {
        return idle != null;
    }

    /** What the keys of all uploads that may be aborted begin with. */
    public String prefix() {
        return idle != null || plan != null ? "" : configured.rules().abortPrefix();
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
        return earlier(earlier(ruled, givenUp(initiated, lastPartAt)), tooOld(initiated));
    }

    /** A rule of the bucket goes first, where two are due at the same moment. */
    private static Optional<DueAction> earlier(
            Optional<DueAction> one, @Nullable DueAction other) {
        if (other == null || one.filter(due -> !other.due().isBefore(due.due())).isPresent()) {
            return one;
        }
        return Optional.of(other);
    }

    /** When an upload is older than its plan allows; null where it allows any age. */
    @Nullable
    DueAction tooOld(Instant initiated) {
        return plan == null
                ? null
                : new DueAction(LifecycleAction.ABORT, PLAN_RULE, plan.due(initiated), null);
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
    public Instant booked(DueAction abort) {
        if (idle != null && abort.ruleId().equals(IDLE_RULE)) {
            return later(idle.since(), abort.due());
        }
        if (plan != null && abort.ruleId().equals(PLAN_RULE)) {
            return later(plan.since(), abort.due());
        }
        return configured.booked(abort);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    boolean isSameAs(AbortRules other) {
        return configured.version() == other.configured.version()
                && Objects.equals(idle, other.idle)
                && Objects.equals(days(plan), days(other.plan));
    }

    private static @Nullable Integer days(@Nullable PlanLimit limit) {
        return limit == null ? null : limit.days();
    }
}

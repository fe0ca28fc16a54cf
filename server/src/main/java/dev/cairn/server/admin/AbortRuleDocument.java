package dev.cairn.server.admin;

import dev.cairn.lifecycle.AbortRules;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.PlanLimit;
import dev.cairn.storage.model.IdleLimit;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ends unfinished uploads of a bucket; of several rules the one for most keys, and of these the
 * one that is due first.
 *
 * @param prefix of the keys that it is for; empty for all
 * @param daysAfterInitiation null for the operator's idle time
 * @param afterIdle null for a rule of the bucket
 */
record AbortRuleDocument(
        String ruleId,
        String prefix,
        @Nullable Integer daysAfterInitiation,
        @Nullable Duration afterIdle) {
    private static final Comparator<AbortRuleDocument> BY_REACH =
            Comparator.<AbortRuleDocument>comparingInt(rule -> rule.prefix.length())
                    .thenComparing(
                            AbortRuleDocument::daysAfterInitiation,
                            Comparator.nullsLast(Comparator.naturalOrder()));

    static Optional<AbortRuleDocument> of(AbortRules rules) {
        Optional<AbortRuleDocument> widest =
                Stream.concat(
                        rules.configured().rules().aborting().stream().map(AbortRuleDocument::of),
                        ofPlan(rules).stream())
                        .min(BY_REACH);
        IdleLimit idle = rules.idle();
        if (idle != null && widest.filter(AbortRuleDocument::isForAllKeys).isEmpty()) {
            return Optional.of(
                    new AbortRuleDocument(AbortRules.IDLE_RULE, "", null, idle.after()));
        }
        return widest;
    }

    private static Optional<AbortRuleDocument> ofPlan(AbortRules rules) {
        PlanLimit plan = rules.plan();
        return plan == null
                ? Optional.empty()
                : Optional.of(
                        new AbortRuleDocument(AbortRules.PLAN_RULE, "", plan.days(), null));
    }

    boolean isForAllKeys() {
        return prefix.isEmpty();
    }

    private static AbortRuleDocument of(LifecycleRule rule) {
        String prefix = rule.filter().prefix();
        return new AbortRuleDocument(
                rule.id(), prefix == null ? "" : prefix, rule.actions().abortDays(), null);
    }
}

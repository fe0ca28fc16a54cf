package dev.cairn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.IdleLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What ends an upload when rules, the operator and the price plan all speak of it. */
class AbortRulesTest {
    private static final Instant INITIATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void planEndsAnUploadAtTheMoment_notAtMidnight() {
        DueAction due = due(new AbortRules(BucketRules.NONE, null, plan(30)));
        assertThat(due.ruleId()).isEqualTo("cairn:plan");
        assertThat(due.due()).isEqualTo(Instant.parse("2026-03-31T10:00:00Z"));
    }

    @Test
    void whatIsDueFirst_endsIt() {
        IdleLimit idle = new IdleLimit(Duration.ofDays(4), LONG_AGO);
        assertThat(due(new AbortRules(rule(3), idle, plan(5))).ruleId()).isEqualTo("rule");
        assertThat(due(new AbortRules(rule(9), idle, plan(5))).ruleId()).isEqualTo("cairn:idle");
        assertThat(due(new AbortRules(rule(9), null, plan(5))).ruleId()).isEqualTo("cairn:plan");
        assertThat(due(new AbortRules(rule(9), null, null)).ruleId()).isEqualTo("rule");
        assertThat(new AbortRules(BucketRules.NONE, null, null)
                .due("key", INITIATED, null, DayScale.REAL)).isEmpty();
    }

    @Test
    void planThatComesLater_booksNothingBefore() {
        Instant since = INITIATED.plus(Duration.ofDays(50));
        AbortRules rules = new AbortRules(BucketRules.NONE, null, new PlanLimit(30, since));
        assertThat(rules.booked(due(rules))).isEqualTo(since);
        AbortRules before = new AbortRules(BucketRules.NONE, null, plan(30));
        assertThat(before.booked(due(before))).isEqualTo(due(before).due());
    }

    @Test
    void plan_makesEveryUploadOneToLookAt() {
        AbortRules rules = new AbortRules(rule(3), null, plan(30));
        assertThat(rules.prefix()).isEmpty();
        assertThat(rules.aborts()).isTrue();
        assertThat(rules.asksForParts()).isFalse();
        assertThat(rules.isSameAs(
                new AbortRules(rules.configured(), null, new PlanLimit(30, INITIATED)))).isTrue();
        assertThat(rules.isSameAs(new AbortRules(rules.configured(), null, plan(31)))).isFalse();
    }

    @Test
    void explanation_namesThePlan() {
        LifecycleExplanation explained =
                LifecycleExplanation.ofUpload(
                        new AbortRules(rule(60), null, plan(30)),
                        "key",
                        INITIATED,
                        null,
                        DayScale.REAL);
        assertThat(explained.rules()).extracting(rule -> rule.ruleId())
                .containsExactly("rule", "cairn:plan");
        DueAction decided = Objects.requireNonNull(explained.decided());
        assertThat(decided.ruleId()).isEqualTo("cairn:plan");
    }

    private static DueAction due(AbortRules rules) {
        return rules.due("key", INITIATED, INITIATED, DayScale.REAL).orElseThrow();
    }

    private static PlanLimit plan(int days) {
        return new PlanLimit(days, LONG_AGO);
    }

    private static BucketRules rule(int days) {
        LifecycleRule rule =
                new LifecycleRule(
                        "rule", true, RuleFilter.ofPrefix("k"), RuleActions.abortAfter(days));
        LifecycleConfiguration configuration =
                new LifecycleConfiguration(
                        TransitionMinimum.ALL_STORAGE_CLASSES_128K, List.of(rule));
        return BucketRules.of(1, LifecycleDocument.replacing(null, configuration, LONG_AGO));
    }
}

package dev.cairn.lifecycle;

import dev.cairn.storage.model.IdleLimit;
import dev.cairn.storage.model.RuleSubject.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a bucket mean for one upload or version, rule by rule.
 *
 * @param decided what will happen, and when; null where nothing will
 */
public record LifecycleExplanation(List<RuleExplanation> rules, @Nullable DueAction decided) {
    /**
     * What one rule means for it.
     *
     * @param matches whether the rule does something to it
     * @param reason in a few words
     * @param dueAt null where it does not
     */
    public record RuleExplanation(
            String ruleId, boolean matches, String reason, @Nullable Instant dueAt) {}

    public LifecycleExplanation {
        rules = List.copyOf(rules);
    }

    /**
     * Of an open upload.
     *
     * @param lastPartAt when its last part landed; null without parts
     */
    public static LifecycleExplanation ofUpload(
            AbortRules rules,
            String key,
            Instant initiated,
            @Nullable Instant lastPartAt,
            DayScale scale) {
        List<RuleExplanation> explained = new ArrayList<>();
        for (LifecycleRule rule : all(rules.configured())) {
            DueAction due = LifecycleRules.abort(rule, key, initiated, scale);
            String refusal = refusalOfUpload(rule, key);
            explained.add(explain(rule, refusal, Optional.ofNullable(due)));
        }
        IdleLimit idle = rules.idle();
        DueAction given = rules.givenUp(initiated, lastPartAt);
        if (idle != null && given != null) {
            String reason = given.action().element() + " after " + idle.after() + " without a part";
            explained.add(new RuleExplanation(given.ruleId(), true, reason, given.due()));
        }
        PlanLimit plan = rules.plan();
        DueAction tooOld = rules.tooOld(initiated);
        if (plan != null && tooOld != null) {
            String reason =
                    tooOld.action().element() + " after " + plan.days() + " days by the plan";
            explained.add(new RuleExplanation(tooOld.ruleId(), true, reason, tooOld.due()));
        }
        return new LifecycleExplanation(
                explained, rules.due(key, initiated, lastPartAt, scale).orElse(null));
    }

    /** Of a version or a delete marker. */
    public static LifecycleExplanation ofVersion(
            BucketRules rules, VersionFacts version, DayScale scale) {
        List<RuleExplanation> explained = new ArrayList<>();
        for (LifecycleRule rule : all(rules)) {
            List<DueAction> actions =
                    LifecycleRules.alone(rule, minimum(rules), version, scale);
            Optional<DueAction> first = actions.stream().min(Comparator.comparing(DueAction::due));
            String refusal = refusalOfVersion(rule, version, first.isEmpty());
            explained.add(explain(rule, refusal, first));
        }
        return new LifecycleExplanation(
                explained, rules.rules().next(version, scale).orElse(null));
    }

    private static List<LifecycleRule> all(BucketRules rules) {
        LifecycleDocument document = rules.document();
        return document == null ? List.of() : document.configuration().rules();
    }

    private static TransitionMinimum minimum(BucketRules rules) {
        LifecycleDocument document = rules.document();
        return document == null
                ? TransitionMinimum.ALL_STORAGE_CLASSES_128K
                : document.configuration().transitionMinimum();
    }

    private static RuleExplanation explain(
            LifecycleRule rule, String refusal, Optional<DueAction> due) {
        if (!refusal.isEmpty() || due.isEmpty()) {
            return new RuleExplanation(rule.id(), false, refusal, null);
        }
        DueAction action = due.get();
        String reason =
                action.target() == null
                        ? action.action().element()
                        : action.action().element() + " to " + action.target();
        return new RuleExplanation(rule.id(), true, reason, action.due());
    }

    private static String refusalOfUpload(LifecycleRule rule, String key) {
        if (!rule.enabled()) {
            return "the rule is disabled";
        }
        if (rule.actions().abortDays() == null) {
            return "the rule does not abort uploads";
        }
        return refusalOfKey(rule, key);
    }

    private static String refusalOfVersion(
            LifecycleRule rule, VersionFacts version, boolean idle) {
        if (!rule.enabled()) {
            return "the rule is disabled";
        }
        RuleFilter filter = rule.filter();
        if (!filter.matchesKey(version.key())) {
            return refusalOfKey(rule, version.key());
        }
        if (version.isMarker() && (filter.hasTags() || filter.hasSizes())) {
            return "a delete marker has neither tags nor a size";
        }
        if (!version.isMarker() && !filter.matchesSize(version.sizeBytes())) {
            return version.sizeBytes() + " bytes are not of the size that the filter names";
        }
        if (!version.isMarker() && !filter.matchesTags(version.tags())) {
            return "the tags are not those that the filter names";
        }
        return idle ? "the rule does nothing to " + inWords(version.kind()) : "";
    }

    private static String refusalOfKey(LifecycleRule rule, String key) {
        return rule.filter().matchesKey(key)
                ? ""
                : "the key does not begin with '" + rule.filter().prefix() + "'";
    }

    private static String inWords(Kind kind) {
        return switch (kind) {
            case CURRENT, CURRENT_VERSIONED -> "such a current version";
            case LONE_MARKER -> "a delete marker that stands alone";
            case MARKER -> "a delete marker that covers versions";
            case NONCURRENT -> "such a noncurrent version yet";
            case NONCURRENT_MARKER -> "a noncurrent delete marker yet";
        };
    }
}

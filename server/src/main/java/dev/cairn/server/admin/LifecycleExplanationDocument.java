package dev.cairn.server.admin;

import dev.cairn.lifecycle.DueAction;
import dev.cairn.lifecycle.LifecycleExplanation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a bucket mean for one upload or object.
 *
 * @param decided null where nothing will happen
 */
record LifecycleExplanationDocument(
        List<LifecycleExplanation.RuleExplanation> rules, @Nullable Decided decided) {
    /** What will happen, by which rule, and when. */
    record Decided(String action, String ruleId, Instant dueAt) {}

    static LifecycleExplanationDocument of(LifecycleExplanation explanation) {
        DueAction due = explanation.decided();
        return new LifecycleExplanationDocument(
                explanation.rules(),
                due == null
                        ? null
                        : new Decided(due.action().element(), due.ruleId(), due.due()));
    }
}

package dev.cairn.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's configuration as it is kept, and its rules at work.
 *
 * @param version of the document; 0 where the bucket has none
 * @param document null where the bucket has none
 */
public record BucketRules(
        long version, @Nullable LifecycleDocument document, LifecycleRules rules) {
    /** Of a bucket without a configuration. */
    public static final BucketRules NONE = new BucketRules(0, null, LifecycleRules.NONE);

    static BucketRules of(long version, LifecycleDocument document) {
        return new BucketRules(version, document, LifecycleRules.of(document.configuration()));
    }

    /** How many rules there are, disabled ones included. */
    public int count() {
        return document == null ? 0 : document.configuration().rules().size();
    }

    /**
     * When an action on a version counts as done: as {@link #booked(DueAction)}, and where the rule
     * asks for tags not before the version had them.
     */
    Instant booked(DueAction action, Instant tagged) {
        Instant booked = booked(action);
        boolean byTags =
                document != null
                        && document.configuration().rules().stream()
                                .anyMatch(
                                        rule -> rule.id().equals(action.ruleId())
                                                && rule.filter().hasTags());
        return byTags && tagged.isAfter(booked) ? tagged : booked;
    }

    /** When an action counts as done: when it was due, but not before its rule was in force. */
    Instant booked(DueAction action) {
        Instant since =
                document == null ? action.due() : document.since(action.ruleId());
        return since.isAfter(action.due()) ? since : action.due();
    }
}

package dev.cairn.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does.
 *
 * @param abortDays DaysAfterInitiation of AbortIncompleteMultipartUpload, 1 or more; null where the
 *     rule does not abort
 */
public record RuleActions(
        @Nullable Expiration expiration,
        List<Transition> transitions,
        @Nullable NoncurrentVersionExpiration noncurrentExpiration,
        List<NoncurrentVersionTransition> noncurrentTransitions,
        @Nullable Integer abortDays) {
    static final String ABORT = "AbortIncompleteMultipartUpload";

    public RuleActions {
        transitions = List.copyOf(transitions);
        noncurrentTransitions = List.copyOf(noncurrentTransitions);
        if (abortDays != null) {
            InvalidLifecycleException.requirePositive("DaysAfterInitiation", ABORT, abortDays);
        }
    }

    /** Nothing but the end of unfinished uploads. */
    public static RuleActions abortAfter(int days) {
        return new RuleActions(null, List.of(), null, List.of(), days);
    }

    boolean isEmpty() {
        return expiration == null
                && transitions.isEmpty()
                && noncurrentExpiration == null
                && noncurrentTransitions.isEmpty()
                && abortDays == null;
    }

    /** Whether there are transitions. */
    boolean moves() {
        return !transitions.isEmpty() || !noncurrentTransitions.isEmpty();
    }

    boolean countsVersions() {
        return (noncurrentExpiration != null
                && noncurrentExpiration.age().newerVersions() != null)
                || noncurrentTransitions.stream()
                        .anyMatch(transition -> transition.age().newerVersions() != null);
    }
}

package dev.cairn.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle configuration as it is kept, with the moment since which each rule has been in force:
 * what was due before is booked from then on, since before nobody had asked for it.
 *
 * @param since one for each rule, in their order
 */
public record LifecycleDocument(LifecycleConfiguration configuration, List<Instant> since) {
    public LifecycleDocument {
        since = List.copyOf(since);
        if (since.size() != configuration.rules().size()) {
            throw new IllegalArgumentException(since.size() + " moments for the rules");
        }
    }

    /**
     * A configuration that takes the place of another; rules that stay as they are stay in force.
     * A rule with transitions is another one where other sizes are too small for them.
     *
     * @param now rules are in force by the millisecond
     */
    public static LifecycleDocument replacing(
            @Nullable LifecycleDocument old, LifecycleConfiguration configuration, Instant now) {
        Map<LifecycleRule, Instant> before = new HashMap<>();
        if (old != null) {
            for (int i = 0; i < old.since.size(); i++) {
                before.put(old.configuration.rules().get(i), old.since.get(i));
            }
        }
        boolean sameMinimum =
                old != null
                        && old.configuration.transitionMinimum()
                                == configuration.transitionMinimum();
        List<Instant> since = new ArrayList<>();
        for (LifecycleRule rule : configuration.rules()) {
            Instant kept = before.get(rule);
            boolean same = kept != null && (sameMinimum || !rule.actions().moves());
            since.add(same ? kept : now);
        }
        return new LifecycleDocument(configuration, since);
    }

    /** Since when a rule has been in force. */
    public Instant since(String ruleId) {
        for (int i = 0; i < since.size(); i++) {
            if (configuration.rules().get(i).id().equals(ruleId)) {
                return since.get(i);
            }
        }
        throw new IllegalArgumentException("no rule " + ruleId);
    }

    public byte[] encode() {
        return DocumentEncoder.encode(this);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static LifecycleDocument decode(byte[] bytes) {
        return DocumentDecoder.decode(bytes);
    }
}

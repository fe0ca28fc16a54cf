package dev.cairn.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The lifecycle configuration of a bucket, as valid as AWS wants it.
 *
 * <p>Rules: API reference, PutBucketLifecycleConfiguration; Amazon S3 User Guide, "Lifecycle
 * configuration elements". Where the pages are silent, the texts are those that users of AWS quote
 * in their reports.
 */
public record LifecycleConfiguration(
        TransitionMinimum transitionMinimum, List<LifecycleRule> rules) {
    public static final int RULES_MAX = 1000;

    public LifecycleConfiguration {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw InvalidLifecycleException.request(
                    "At least one lifecycle rule must be specified.");
        }
        if (rules.size() > RULES_MAX) {
            throw InvalidLifecycleException.request(
                    "The number of lifecycle rules must not exceed the allowed limit of "
                            + RULES_MAX
                            + " rules.");
        }
        checkIds(rules);
        checkForms(rules);
    }

    private static void checkIds(List<LifecycleRule> rules) {
        Set<String> ids = new HashSet<>();
        for (LifecycleRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw InvalidLifecycleException.argument(
                        "Rule ID must be unique. Found same ID for more than one rule",
                        "ID",
                        rule.id());
            }
        }
    }

    /** The first rule decides whether the configuration is of the old form or of the new one. */
    private static void checkForms(List<LifecycleRule> rules) {
        boolean old = isOld(rules.getFirst());
        for (LifecycleRule rule : rules) {
            if (isOld(rule) != old) {
                throw InvalidLifecycleException.request(
                        old
                                ? "Filter element can only be used in Lifecycle V2."
                                : "Base level prefix cannot be used in Lifecycle V2, prefixes"
                                        + " are only supported in the Filter.");
            }
        }
        if (old) {
            checkOverlaps(rules);
        }
    }

    private static boolean isOld(LifecycleRule rule) {
        return rule.filter().form() == RuleFilter.Form.RULE_PREFIX;
    }

    private static void checkOverlaps(List<LifecycleRule> rules) {
        checkOverlaps(rules, "Expiration", rule -> rule.actions().expiration() != null);
        checkOverlaps(rules, "Transition", rule -> !rule.actions().transitions().isEmpty());
        checkOverlaps(
                rules,
                NoncurrentVersionExpiration.ACTION,
                rule -> rule.actions().noncurrentExpiration() != null);
        checkOverlaps(
                rules,
                NoncurrentVersionTransition.ACTION,
                rule -> !rule.actions().noncurrentTransitions().isEmpty());
        checkOverlaps(rules, RuleActions.ABORT, rule -> rule.actions().abortDays() != null);
    }

    private static void checkOverlaps(
            List<LifecycleRule> rules, String action, Predicate<LifecycleRule> acts) {
        // In the order of texts, a prefix that begins with another stands right behind one that does.
        List<String> prefixes =
                rules.stream().filter(acts).map(LifecycleConfiguration::prefix).sorted().toList();
        for (int i = 1; i < prefixes.size(); i++) {
            String shorter = prefixes.get(i - 1);
            if (prefixes.get(i).startsWith(shorter)) {
                throw InvalidLifecycleException.request(
                        "Found overlapping prefixes '"
                                + prefixes.get(i)
                                + "' and '"
                                + shorter
                                + "' for same action type '"
                                + action
                                + "'");
            }
        }
    }

    private static String prefix(LifecycleRule rule) {
        String prefix = rule.filter().prefix();
        return prefix == null ? "" : prefix;
    }
}

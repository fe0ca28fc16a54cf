package dev.cairn.lifecycle;

import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short words for rules and facts. */
final class TestRules {
    static final Instant CREATED = Instant.parse("2014-01-15T10:30:00Z");

    private TestRules() {}

    static LifecycleConfiguration configuration(LifecycleRule... rules) {
        return configuration(TransitionMinimum.ALL_STORAGE_CLASSES_128K, rules);
    }

    static LifecycleConfiguration configuration(
            TransitionMinimum minimum, LifecycleRule... rules) {
        return new LifecycleConfiguration(minimum, Arrays.asList(rules));
    }

    static LifecycleRules rules(LifecycleRule... rules) {
        return LifecycleRules.of(configuration(rules));
    }

    static LifecycleRule rule(String id, String prefix, RuleActions actions) {
        return rule(id, RuleFilter.ofPrefix(prefix), actions);
    }

    static LifecycleRule rule(String id, RuleFilter filter, RuleActions actions) {
        return new LifecycleRule(id, true, filter, actions);
    }

    static RuleFilter tagged(String key, String value) {
        return new RuleFilter(RuleFilter.Form.FILTER, null, Map.of(key, value), null, null);
    }

    static RuleFilter sized(@Nullable Long greater, @Nullable Long less) {
        RuleFilter.Form form =
                greater != null && less != null ? RuleFilter.Form.AND : RuleFilter.Form.FILTER;
        return new RuleFilter(form, null, Map.of(), greater, less);
    }

    static RuleActions expireAfter(int days) {
        return expire(new Expiration.Timed(new RuleTime.Days(days)));
    }

    static RuleActions expireOn(String date) {
        return expire(new Expiration.Timed(new RuleTime.Date(Instant.parse(date))));
    }

    static RuleActions expire(@Nullable Expiration expiration) {
        return new RuleActions(expiration, List.of(), null, List.of(), null);
    }

    static Transition after(int days, StorageClass target) {
        return new Transition(new RuleTime.Days(days), target);
    }

    static Transition on(String date, StorageClass target) {
        return new Transition(new RuleTime.Date(Instant.parse(date)), target);
    }

    static RuleActions move(Transition... transitions) {
        return new RuleActions(null, Arrays.asList(transitions), null, List.of(), null);
    }

    static RuleActions expireNoncurrent(int days, @Nullable Integer newer) {
        return new RuleActions(
                null,
                List.of(),
                new NoncurrentVersionExpiration(new NoncurrentAge(days, newer)),
                List.of(),
                null);
    }

    static RuleActions moveNoncurrent(int days, StorageClass target) {
        NoncurrentVersionTransition transition =
                new NoncurrentVersionTransition(new NoncurrentAge(days, null), target);
        return new RuleActions(null, List.of(), null, List.of(transition), null);
    }

    static VersionFacts object(String key) {
        return VersionFacts.current(
                key, 1L << 20, Map.of(), StorageClass.STANDARD, CREATED);
    }

    static VersionFacts marker(Kind kind) {
        return new VersionFacts(
                "a", 0, Map.of(), StorageClass.STANDARD, CREATED, kind, null, List.of());
    }

    static VersionFacts noncurrent(Instant since, Instant... newerSince) {
        return new VersionFacts(
                "a",
                1L << 20,
                Map.of(),
                StorageClass.STANDARD,
                CREATED,
                Kind.NONCURRENT,
                since,
                Arrays.asList(newerSince));
    }
}

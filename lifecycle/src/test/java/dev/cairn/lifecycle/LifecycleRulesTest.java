package dev.cairn.lifecycle;

import static dev.cairn.lifecycle.TestRules.CREATED;
import static dev.cairn.lifecycle.TestRules.after;
import static dev.cairn.lifecycle.TestRules.configuration;
import static dev.cairn.lifecycle.TestRules.expire;
import static dev.cairn.lifecycle.TestRules.expireAfter;
import static dev.cairn.lifecycle.TestRules.expireNoncurrent;
import static dev.cairn.lifecycle.TestRules.expireOn;
import static dev.cairn.lifecycle.TestRules.marker;
import static dev.cairn.lifecycle.TestRules.move;
import static dev.cairn.lifecycle.TestRules.moveNoncurrent;
import static dev.cairn.lifecycle.TestRules.noncurrent;
import static dev.cairn.lifecycle.TestRules.object;
import static dev.cairn.lifecycle.TestRules.on;
import static dev.cairn.lifecycle.TestRules.rule;
import static dev.cairn.lifecycle.TestRules.rules;
import static dev.cairn.lifecycle.TestRules.sized;
import static dev.cairn.lifecycle.TestRules.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules against facts, with the examples of the user guide by the dates that it gives. */
final class LifecycleRulesTest {
    private static final DayScale REAL = DayScale.REAL;

    /** User Guide: created 15 January 10:30, three days: moved on at midnight of the 19th. */
    @ParameterizedTest
    @CsvSource({
        "2014-01-15T10:30:00Z, 3, 2014-01-19T00:00:00Z",
        "2014-01-15T00:00:00Z, 3, 2014-01-19T00:00:00Z",
        "2014-01-15T23:59:59.999Z, 3, 2014-01-19T00:00:00Z",
        "2014-01-16T00:00:00Z, 3, 2014-01-20T00:00:00Z",
        "2014-01-15T10:30:00Z, 0, 2014-01-16T00:00:00Z",
        "2024-02-28T12:00:00Z, 1, 2024-03-01T00:00:00Z",
        "2023-02-28T12:00:00Z, 1, 2023-03-02T00:00:00Z",
        "2024-02-29T12:00:00Z, 365, 2025-03-01T00:00:00Z",
        "2023-01-31T12:00:00Z, 30, 2023-03-03T00:00:00Z",
        "2023-12-31T12:00:00Z, 1, 2024-01-02T00:00:00Z",
        "2014-01-15T10:30:00Z, 2147483647, +5881624-07-26T00:00:00Z",
    })
    void dueIsTheMidnightBehindStartAndDays(Instant start, int days, Instant due) {
        assertThat(REAL.due(start, days)).isEqualTo(due);
    }

    @Test
    void shortDay_isDueWhenTheAgeIsReached() {
        DayScale seconds = new DayScale(Duration.ofSeconds(2));
        assertThat(seconds.due(CREATED, 7)).isEqualTo(CREATED.plusSeconds(14));
    }

    /** User Guide, "Aborting incomplete multipart uploads": seven days. */
    @Test
    void abort_takesTheEarliestOfTheRulesThatMatchTheKey() {
        LifecycleRules rules =
                rules(
                        rule("all", "", RuleActions.abortAfter(7)),
                        rule("logs", "logs/", RuleActions.abortAfter(3)),
                        rule("same", "logs/", RuleActions.abortAfter(3)));
        assertThat(rules.abort("a", CREATED, REAL))
                .contains(action(LifecycleAction.ABORT, "all", "2014-01-23T00:00:00Z"));
        assertThat(rules.abort("logs/a", CREATED, REAL))
                .contains(action(LifecycleAction.ABORT, "logs", "2014-01-19T00:00:00Z"));
        assertThat(rules(rule("x", "x/", RuleActions.abortAfter(1))).abort("a", CREATED, REAL))
                .isEmpty();
    }

    @Test
    void disabledRule_doesNothing() {
        LifecycleRule rule =
                new LifecycleRule("off", false, RuleFilter.all(), RuleActions.abortAfter(1));
        assertThat(rules(rule).abort("a", CREATED, REAL)).isEmpty();
        assertThat(rules(rule).aborts()).isFalse();
    }

    @Test
    void expiration_byDaysByDateAndByTheEarlierOfBoth() {
        LifecycleRules rules =
                rules(
                        rule("days", "", expireAfter(30)),
                        rule("date", "logs/", expireOn("2014-02-01T00:00:00Z")));
        assertThat(rules.expiration(object("a"), REAL))
                .contains(action(LifecycleAction.EXPIRATION, "days", "2014-02-15T00:00:00Z"));
        assertThat(rules.expiration(object("logs/a"), REAL))
                .contains(action(LifecycleAction.EXPIRATION, "date", "2014-02-01T00:00:00Z"));
    }

    @Test
    void dateThatIsOver_isDueWithTheObject() {
        LifecycleRules rules = rules(rule("date", "", expireOn("2013-01-01T00:00:00Z")));
        assertThat(rules.next(object("a"), REAL).map(DueAction::due)).contains(CREATED);
    }

    @Test
    void filter_holdsWhenAllOfItDoes() {
        RuleFilter filter =
                new RuleFilter(
                        RuleFilter.Form.AND,
                        "logs/",
                        Map.of("team", "a", "kind", "b"),
                        100L,
                        200L);
        LifecycleRules rules = rules(rule("and", filter, expireAfter(1)));
        Map<String, String> tags = Map.of("team", "a", "kind", "b", "more", "c");
        assertThat(expires(rules, "logs/a", 150, tags)).isTrue();
        assertThat(expires(rules, "log", 150, tags)).isFalse();
        assertThat(expires(rules, "logs/a", 100, tags)).isFalse();
        assertThat(expires(rules, "logs/a", 101, tags)).isTrue();
        assertThat(expires(rules, "logs/a", 199, tags)).isTrue();
        assertThat(expires(rules, "logs/a", 200, tags)).isFalse();
        assertThat(expires(rules, "logs/a", 150, Map.of("team", "a"))).isFalse();
        assertThat(expires(rules, "logs/a", 150, Map.of("team", "a", "kind", "x"))).isFalse();
    }

    private static boolean expires(
            LifecycleRules rules, String key, long size, Map<String, String> tags) {
        VersionFacts version =
                VersionFacts.current(key, size, tags, StorageClass.STANDARD, CREATED);
        return rules.expiration(version, REAL).isPresent();
    }

    /** User Guide, conflicts, example 1: overlapping prefixes without conflict. */
    @Test
    void conflictsExample1_transitionThenExpiration() {
        LifecycleRules rules =
                rules(
                        rule("1", RuleFilter.all(), expireAfter(365)),
                        rule("2", "logs/", move(after(30, StorageClass.STANDARD_IA))));
        assertThat(story(rules, object("logs/a")))
                .containsExactly(
                        "Transition 2 2014-02-15T00:00:00Z STANDARD_IA",
                        "Expiration 1 2015-01-16T00:00:00Z");
        assertThat(story(rules, object("a")))
                .containsExactly("Expiration 1 2015-01-16T00:00:00Z");
    }

    /** Example 2: of two expirations the shorter one. */
    @Test
    void conflictsExample2_shorterExpiration() {
        LifecycleRules rules =
                rules(
                        rule("1", RuleFilter.all(), expireAfter(365)),
                        rule("2", "logs/", expireAfter(30)));
        assertThat(story(rules, object("logs/a")))
                .containsExactly("Expiration 2 2014-02-15T00:00:00Z");
    }

    /** Example 3: two transitions on the same day, the colder class. */
    @Test
    void conflictsExample3_colderClassOnTheSameDay() {
        LifecycleRules rules =
                rules(
                        rule("1", "logs/", move(after(365, StorageClass.STANDARD_IA))),
                        rule("2", "logs/", move(after(365, StorageClass.GLACIER))));
        assertThat(story(rules, object("logs/a")))
                .containsExactly("Transition 2 2015-01-16T00:00:00Z GLACIER");
    }

    /** Example 4: transition and expiration at once; removal for good comes first. */
    @Test
    void conflictsExample4_expirationBeforeTransition() {
        LifecycleRules rules =
                rules(
                        rule("1", RuleFilter.all(), expireAfter(30)),
                        rule("2", "", move(after(30, StorageClass.STANDARD_IA))));
        assertThat(story(rules, object("a")))
                .containsExactly("Expiration 1 2014-02-15T00:00:00Z");
    }

    @Test
    void deleteMarkerAndTransitionAtOnce_transitionComesFirst() {
        LifecycleRules rules =
                rules(
                        rule("1", RuleFilter.all(), expireAfter(30)),
                        rule("2", "", move(after(30, StorageClass.STANDARD_IA))));
        assertThat(story(rules, object("a").versioned()))
                .containsExactly(
                        "Transition 2 2014-02-15T00:00:00Z STANDARD_IA",
                        "Expiration 1 2014-02-15T00:00:00Z");
    }

    /** Intelligent tiering is favoured over all but the archives. */
    @Test
    void intelligentTieringAndInstantRetrievalAtOnce_staysIntelligent() {
        LifecycleRules rules =
                rules(
                        rule("1", "", move(after(40, StorageClass.GLACIER_IR))),
                        rule("2", "", move(after(40, StorageClass.INTELLIGENT_TIERING))));
        assertThat(story(rules, object("a")))
                .containsExactly("Transition 2 2014-02-25T00:00:00Z INTELLIGENT_TIERING");
    }

    /** Example 5 of the examples: down the classes, then the end. */
    @Test
    void tierDown_stepByStep() {
        RuleActions actions =
                new RuleActions(
                        new Expiration.Timed(new RuleTime.Days(3650)),
                        List.of(
                                after(365, StorageClass.GLACIER),
                                after(30, StorageClass.STANDARD_IA)),
                        null,
                        List.of(),
                        null);
        assertThat(story(rules(rule("down", "logs/", actions)), object("logs/a")))
                .containsExactly(
                        "Transition down 2014-02-15T00:00:00Z STANDARD_IA",
                        "Transition down 2015-01-16T00:00:00Z GLACIER",
                        "Expiration down 2024-01-14T00:00:00Z");
    }

    @Test
    void zeroDays_isTheNextMidnight() {
        LifecycleRules rules = rules(rule("now", "", move(after(0, StorageClass.GLACIER))));
        assertThat(story(rules, object("a")))
                .containsExactly("Transition now 2014-01-16T00:00:00Z GLACIER");
    }

    @Test
    void transitionUpwards_neverHappens() {
        LifecycleRules rules =
                rules(rule("up", "", move(on("2014-06-01T00:00:00Z", StorageClass.STANDARD_IA))));
        assertThat(story(rules, object("a").in(StorageClass.GLACIER))).isEmpty();
        assertThat(story(rules, object("a").in(StorageClass.STANDARD_IA))).isEmpty();
        assertThat(story(rules, object("a").in(StorageClass.REDUCED_REDUNDANCY))).hasSize(1);
    }

    @Test
    void smallObject_transitsOnlyWhereTheRuleSpeaksOfSizesOrTheMinimumVaries() {
        VersionFacts small =
                VersionFacts.current(
                        "a", (128 << 10) - 1, Map.of(), StorageClass.STANDARD, CREATED);
        LifecycleRule warm = rule("w", "", move(after(30, StorageClass.STANDARD_IA)));
        LifecycleRule cold = rule("c", "", move(after(90, StorageClass.GLACIER)));
        LifecycleRule sized = rule("s", sized(500L, null), move(after(9, StorageClass.GLACIER)));
        assertThat(story(rules(warm, cold), small)).isEmpty();
        assertThat(story(rules(warm, sized), small))
                .containsExactly("Transition s 2014-01-25T00:00:00Z GLACIER");
        LifecycleRules varying =
                LifecycleRules.of(
                        configuration(TransitionMinimum.VARIES_BY_STORAGE_CLASS, warm, cold));
        assertThat(story(varying, small))
                .containsExactly("Transition c 2014-04-16T00:00:00Z GLACIER");
        assertThat(story(rules(warm), object("a"))).hasSize(1);
    }

    /** User Guide: five days noncurrent, from the day that its successor was created. */
    @Test
    void noncurrent_countsFromWhenItBecameSo() {
        LifecycleRules rules = rules(rule("n", "", expireNoncurrent(5, null)));
        Instant since = Instant.parse("2014-01-02T10:30:00Z");
        assertThat(story(rules, noncurrent(since)))
                .containsExactly("NoncurrentVersionExpiration n 2014-01-08T00:00:00Z");
        assertThat(story(rules, object("a"))).isEmpty();
    }

    @Test
    void newerVersions_areKeptAndTheOthersGoWhenThereAreEnough() {
        LifecycleRules rules = rules(rule("n", "", expireNoncurrent(5, 2)));
        Instant since = Instant.parse("2014-01-02T10:30:00Z");
        Instant first = Instant.parse("2014-01-03T10:30:00Z");
        Instant second = Instant.parse("2014-03-01T08:00:00Z");
        assertThat(story(rules, noncurrent(since, first))).isEmpty();
        assertThat(story(rules, noncurrent(since, first, second)))
                .containsExactly("NoncurrentVersionExpiration n 2014-03-01T08:00:00Z");
        assertThat(rules.newerVersionsMax()).isEqualTo(2);
    }

    @Test
    void noncurrentTransition_thenExpiration() {
        LifecycleRules rules =
                rules(
                        rule("t", "", moveNoncurrent(30, StorageClass.STANDARD_IA)),
                        rule("e", "", expireNoncurrent(60, null)));
        assertThat(story(rules, noncurrent(CREATED)))
                .containsExactly(
                        "NoncurrentVersionTransition t 2014-02-15T00:00:00Z STANDARD_IA",
                        "NoncurrentVersionExpiration e 2014-03-17T00:00:00Z");
    }

    @Test
    void loneDeleteMarker_goesAtOnceOrWhenObjectsOfItsAgeExpire() {
        Expiration wanted = new Expiration.ExpiredObjectDeleteMarker(true);
        Expiration unwanted = new Expiration.ExpiredObjectDeleteMarker(false);
        VersionFacts lone = marker(Kind.LONE_MARKER);
        assertThat(story(rules(rule("m", "", expire(wanted))), lone))
                .containsExactly("ExpiredObjectDeleteMarker m " + CREATED);
        assertThat(story(rules(rule("m", "", expire(unwanted))), lone)).isEmpty();
        assertThat(story(rules(rule("d", "", expireAfter(1))), lone))
                .containsExactly("ExpiredObjectDeleteMarker d 2014-01-17T00:00:00Z");
        assertThat(story(rules(rule("t", tagged("a", "b"), expireAfter(1))), lone)).isEmpty();
        VersionFacts covering = marker(Kind.MARKER);
        assertThat(story(rules(rule("m", "", expire(wanted))), covering)).isEmpty();
    }

    /** All that happens to a version, one after the other. */
    private static List<String> story(LifecycleRules rules, VersionFacts version) {
        return StoryOf.version(rules, version).stream().map(DueActionText::of).toList();
    }

    private static DueAction action(LifecycleAction action, String ruleId, String due) {
        return new DueAction(
                action, ruleId, Objects.requireNonNull(Instant.parse(due)), null);
    }
}

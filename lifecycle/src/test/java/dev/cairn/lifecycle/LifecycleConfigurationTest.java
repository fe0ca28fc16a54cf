package dev.cairn.lifecycle;

import static dev.cairn.lifecycle.InvalidLifecycleException.Code.INVALID_ARGUMENT;
import static dev.cairn.lifecycle.InvalidLifecycleException.Code.INVALID_REQUEST;
import static dev.cairn.lifecycle.InvalidLifecycleException.Code.MALFORMED_XML;
import static dev.cairn.lifecycle.TestRules.after;
import static dev.cairn.lifecycle.TestRules.expire;
import static dev.cairn.lifecycle.TestRules.expireAfter;
import static dev.cairn.lifecycle.TestRules.expireNoncurrent;
import static dev.cairn.lifecycle.TestRules.expireOn;
import static dev.cairn.lifecycle.TestRules.move;
import static dev.cairn.lifecycle.TestRules.moveNoncurrent;
import static dev.cairn.lifecycle.TestRules.on;
import static dev.cairn.lifecycle.TestRules.rule;
import static dev.cairn.lifecycle.TestRules.sized;
import static dev.cairn.lifecycle.TestRules.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS refuses, in the words that its users report, and what it takes. */
final class LifecycleConfigurationTest {
    private static final RuleActions ABORT = RuleActions.abortAfter(7);
    private static final String MIDNIGHT = "2030-01-01T00:00:00Z";

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(
                        () -> TestRules.configuration(),
                        INVALID_REQUEST,
                        "At least one lifecycle rule must be specified."),
                refused(
                        () -> rules(Collections.nCopies(1001, rule("a", "", ABORT))),
                        INVALID_REQUEST,
                        "The number of lifecycle rules must not exceed the allowed limit of 1000"
                                + " rules."),
                refused(
                        () -> rules(List.of(rule("a", "", ABORT), rule("a", "b", ABORT))),
                        INVALID_ARGUMENT,
                        "Rule ID must be unique. Found same ID for more than one rule"),
                refused(
                        () -> rule("x".repeat(256), "", ABORT),
                        INVALID_ARGUMENT,
                        "ID length should not exceed allowed limit of 255"),
                refused(
                        () -> rule("a", "", expire(null)),
                        INVALID_REQUEST,
                        "At least one action needs to be specified in a rule"),
                refused(
                        () -> rule("a", "p".repeat(1025), ABORT),
                        INVALID_REQUEST,
                        "The maximum size of a prefix is 1024"),
                refused(
                        () -> rule("a", tagged("a", "b"), ABORT),
                        INVALID_REQUEST,
                        "AbortIncompleteMultipartUpload cannot be specified with Tags."),
                refused(
                        () -> rule("a", sized(1L, null), ABORT),
                        INVALID_REQUEST,
                        "AbortIncompleteMultipartUpload cannot be specified with Object Size."),
                refused(
                        () -> rule("a", tagged("a", "b"), expire(markers())),
                        INVALID_REQUEST,
                        "ExpiredObjectDeleteMarker cannot be specified with Tags."),
                refused(
                        () -> rule("a", sized(null, 9L), expire(markers())),
                        INVALID_REQUEST,
                        "ExpiredObjectDeleteMarker cannot be specified with Object Size."),
                refused(
                        () -> expireAfter(0),
                        INVALID_ARGUMENT,
                        "'Days' for Expiration action must be a positive integer"),
                refused(
                        () -> expireOn("2030-01-01T00:00:01Z"),
                        INVALID_ARGUMENT,
                        "'Date' must be at midnight GMT"),
                refused(
                        () -> RuleActions.abortAfter(-1),
                        INVALID_ARGUMENT,
                        "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a"
                                + " positive integer"),
                refused(
                        () -> expireNoncurrent(0, null),
                        INVALID_ARGUMENT,
                        "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive"
                                + " integer"),
                refused(
                        () -> expireNoncurrent(1, 0),
                        INVALID_ARGUMENT,
                        "'NewerNoncurrentVersions' must be a positive integer"),
                refused(
                        () -> rule("a", RuleFilter.ofRulePrefix(""), expireNoncurrent(1, 5)),
                        INVALID_REQUEST,
                        "NewerNoncurrentVersions element can only be used in Lifecycle V2."),
                refused(
                        () -> after(-1, StorageClass.GLACIER),
                        INVALID_ARGUMENT,
                        "'Days' in Transition action must be nonnegative"),
                refused(
                        () -> after(29, StorageClass.STANDARD_IA),
                        INVALID_ARGUMENT,
                        "'Days' in Transition action must be greater than or equal to 30 for"
                                + " storageClass 'STANDARD_IA'"),
                refused(
                        () -> moveNoncurrent(-1, StorageClass.GLACIER),
                        INVALID_ARGUMENT,
                        "'NoncurrentDays' in NoncurrentVersionTransition action must be"
                                + " nonnegative"),
                refused(
                        () -> after(30, StorageClass.STANDARD),
                        INVALID_ARGUMENT,
                        "Invalid target Storage class for Transition action"),
                refused(
                        () -> rule("a", "p/", both(180, 180)),
                        INVALID_ARGUMENT,
                        "'Days' in the Expiration action for filter '(prefix=p/)' must be greater"
                                + " than 'Days' in the Transition action"),
                refused(
                        () -> rule("a", RuleFilter.ofRulePrefix("p/"), both(180, 180)),
                        INVALID_ARGUMENT,
                        "'Days' in the Expiration action for prefix 'p/' must be greater than"
                                + " 'Days' in the Transition action"),
                refused(
                        () -> rule("a", RuleFilter.all(), noncurrent(5, 5)),
                        INVALID_ARGUMENT,
                        "'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '()'"
                                + " must be greater than 'NoncurrentDays' in the"
                                + " NoncurrentVersionTransition action"),
                refused(
                        () -> rule("a", "t/", mixedEnd()),
                        INVALID_REQUEST,
                        "Found mixed 'Date' and 'Days' based Expiration and Transition actions in"
                                + " lifecycle rule for filter '(prefix=t/)'"),
                refused(
                        () -> rule(
                                "a",
                                "t/",
                                move(
                                        after(30, StorageClass.GLACIER),
                                        on(MIDNIGHT, StorageClass.DEEP_ARCHIVE))),
                        INVALID_REQUEST,
                        "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule"
                                + " for filter '(prefix=t/)'"),
                refused(
                        () -> rule(
                                "a",
                                "t/",
                                move(
                                        after(90, StorageClass.GLACIER),
                                        after(30, StorageClass.GLACIER))),
                        INVALID_REQUEST,
                        "'StorageClass' must be different for 'Transition' actions in same 'Rule'"
                                + " with filter '(prefix=t/)'"),
                refused(
                        () -> rule(
                                "a",
                                "",
                                move(
                                        after(31, StorageClass.STANDARD_IA),
                                        after(60, StorageClass.GLACIER))),
                        INVALID_ARGUMENT,
                        "'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter"
                                + " '(prefix=)' must be 30 days more than 'filter '(prefix=)'' in"
                                + " the 'Transition' action for StorageClass 'STANDARD_IA'"),
                refused(
                        () -> rule(
                                "a",
                                "",
                                move(
                                        after(60, StorageClass.GLACIER),
                                        after(149, StorageClass.DEEP_ARCHIVE))),
                        INVALID_ARGUMENT,
                        "'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for"
                                + " filter '(prefix=)' must be 90 days more than 'filter"
                                + " '(prefix=)'' in the 'Transition' action for StorageClass"
                                + " 'GLACIER'"),
                refused(
                        () -> rule(
                                "a",
                                "",
                                move(
                                        after(90, StorageClass.STANDARD_IA),
                                        after(60, StorageClass.GLACIER))),
                        INVALID_ARGUMENT,
                        "'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter"
                                + " '(prefix=)' must be greater than 'Days' in the 'Transition'"
                                + " action for StorageClass 'STANDARD_IA' for filter"
                                + " '(prefix=)'"),
                refused(
                        () -> sized(-1L, null),
                        INVALID_REQUEST,
                        "'ObjectSizeGreaterThan' should be between 0 and 1099511627776000."),
                refused(
                        () -> sized(null, 0L),
                        INVALID_REQUEST,
                        "'ObjectSizeLessThan' should be between 1 and 1099511627776000."),
                refused(
                        () -> sized(5L, 5L),
                        INVALID_REQUEST,
                        "'ObjectSizeLessThan' has to be a value greater than"
                                + " 'ObjectSizeGreaterThan'."),
                refused(
                        () -> tagged("", "b"),
                        INVALID_REQUEST,
                        "A Tag's Key must be a length between 1 and 128."),
                refused(
                        () -> tagged("a", "b".repeat(257)),
                        INVALID_REQUEST,
                        "A Tag's Value must be a length between 0 and 256."),
                refused(
                        () -> new RuleFilter(RuleFilter.Form.AND, "a", Map.of(), null, null),
                        MALFORMED_XML,
                        "1 conditions in AND"),
                refused(
                        () -> new RuleFilter(
                                RuleFilter.Form.FILTER, "a", Map.of("a", "b"), null, null),
                        MALFORMED_XML,
                        "2 conditions in FILTER"),
                refused(
                        () -> rules(List.of(old("a", "x"), rule("b", "y", ABORT))),
                        INVALID_REQUEST,
                        "Filter element can only be used in Lifecycle V2."),
                refused(
                        () -> rules(List.of(rule("b", "y", ABORT), old("a", "x"))),
                        INVALID_REQUEST,
                        "Base level prefix cannot be used in Lifecycle V2, prefixes are only"
                                + " supported in the Filter."),
                refused(
                        () -> rules(List.of(old("a", "dir/"), old("b", "e"), old("c", "di"))),
                        INVALID_REQUEST,
                        "Found overlapping prefixes 'dir/' and 'di' for same action type"
                                + " 'AbortIncompleteMultipartUpload'"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refusals")
    void refusedConfiguration(
            Supplier<?> configuration, InvalidLifecycleException.Code code, String message) {
        InvalidLifecycleException refused =
                catchThrowableOfType(InvalidLifecycleException.class, configuration::get);
        assertThat(refused).isNotNull();
        assertThat(refused.message()).isEqualTo(message);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.argumentName() != null).isEqualTo(code == INVALID_ARGUMENT);
    }

    @Test
    void overlapOfDifferentActionsAndOfNewRules_isTaken() {
        LifecycleRule expiring = rule("b", RuleFilter.ofRulePrefix("dir/"), expireAfter(1));
        assertThat(rules(List.of(old("a", "di"), expiring)).rules()).hasSize(2);
        assertThat(rules(List.of(rule("a", "", ABORT), rule("b", "b", ABORT))).rules())
                .hasSize(2);
    }

    @Test
    void thousandRules_areTaken() {
        List<LifecycleRule> rules = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rules.add(rule("rule " + i, "p" + i, ABORT));
        }
        LifecycleDocument document =
                LifecycleDocument.replacing(null, rules(rules), TestRules.CREATED);
        assertThat(LifecycleDocument.decode(document.encode())).isEqualTo(document);
    }

    @Test
    void ruleThatStays_staysInForceSinceItWasPut() {
        Instant first = Instant.parse("2026-01-01T10:00:00Z");
        Instant second = Instant.parse("2026-02-01T10:00:00Z");
        LifecycleDocument old =
                LifecycleDocument.replacing(
                        null, rules(List.of(rule("a", "", ABORT), rule("b", "b", ABORT))), first);
        LifecycleDocument changed =
                LifecycleDocument.replacing(
                        old,
                        rules(List.of(rule("b", "x", ABORT), rule("a", "", ABORT))),
                        second);
        assertThat(changed.since("a")).isEqualTo(first);
        assertThat(changed.since("b")).isEqualTo(second);
    }

    private static Arguments refused(
            Supplier<?> configuration, InvalidLifecycleException.Code code, String message) {
        return Arguments.of(configuration, code, message);
    }

    private static LifecycleConfiguration rules(List<LifecycleRule> rules) {
        return new LifecycleConfiguration(TransitionMinimum.ALL_STORAGE_CLASSES_128K, rules);
    }

    private static LifecycleRule old(String id, String prefix) {
        return rule(id, RuleFilter.ofRulePrefix(prefix), ABORT);
    }

    private static @Nullable Expiration markers() {
        return new Expiration.ExpiredObjectDeleteMarker(true);
    }

    private static RuleActions both(int moveDays, int endDays) {
        return new RuleActions(
                new Expiration.Timed(new RuleTime.Days(endDays)),
                List.of(after(moveDays, StorageClass.GLACIER)),
                null,
                List.of(),
                null);
    }

    private static RuleActions mixedEnd() {
        return new RuleActions(
                new Expiration.Timed(new RuleTime.Days(10)),
                List.of(on(MIDNIGHT, StorageClass.GLACIER)),
                null,
                List.of(),
                null);
    }

    private static RuleActions noncurrent(int moveDays, int endDays) {
        return new RuleActions(
                null,
                List.of(),
                new NoncurrentVersionExpiration(new NoncurrentAge(endDays, null)),
                moveNoncurrent(moveDays, StorageClass.GLACIER).noncurrentTransitions(),
                null);
    }
}

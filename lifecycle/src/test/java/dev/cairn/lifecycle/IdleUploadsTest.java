package dev.cairn.lifecycle;

import static dev.cairn.lifecycle.RuledStore.BEGIN;
import static dev.cairn.lifecycle.RuledStore.VAULT;
import static dev.cairn.lifecycle.TestRules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lifecycle.LifecycleExplanation.RuleExplanation;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Upload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that get no part for longer than the operator of a bucket allows. */
final class IdleUploadsTest {
    private static final Duration IDLE = Duration.ofHours(3);

    @TempDir
    Path directory;

    @Test
    void upload_isAbortedSoLongAfterItsLastPartAndNotBefore() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            limit(store, IDLE);
            Upload upload = store.begin("a");
            store.advance("PT2H");
            store.part(upload, 1, 100);
            store.advance("PT2H59M59.999S");
            assertThat(store.run().actions()).isEmpty();
            store.advance("PT0.001S");
            assertThat(store.run().actions())
                    .containsExactly(
                            new ActionRecord(
                                    LifecycleAction.ABORT,
                                    VAULT,
                                    upload.key(),
                                    null,
                                    upload.uploadId(),
                                    AbortRules.IDLE_RULE,
                                    BEGIN.plus(Duration.ofHours(5)),
                                    100,
                                    ActionResult.DONE));
            assertThat(store.openUploads()).isEmpty();
        }
    }

    @Test
    void uploadWithoutParts_isIdleSinceItsInitiation() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            limit(store, IDLE);
            store.begin("a");
            store.advance("PT3H");
            assertThat(store.run().actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(BEGIN.plus(IDLE));
        }
    }

    @Test
    void replacedPart_countsAsANewOne() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            limit(store, IDLE);
            Upload upload = store.begin("a");
            store.part(upload, 1, 100);
            store.advance("PT2H");
            store.part(upload, 1, 100);
            store.advance("PT2H");
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void limitSetLater_countsFromThenOn() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.begin("a");
            store.advance("P60D");
            limit(store, IDLE);
            assertThat(store.run().actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(BEGIN.plus(Duration.ofDays(60)));
        }
    }

    @Test
    void ruleAndLimit_theEarlierOneActs() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("a day", "day/", RuleActions.abortAfter(1)));
            limit(store, Duration.ofDays(3));
            store.begin("day/a");
            store.begin("b");
            store.advance("P2D");
            assertThat(store.run().actions()).extracting(ActionRecord::ruleId)
                    .containsExactly("a day");
            store.advance("P1D");
            assertThat(store.run().actions()).extracting(ActionRecord::ruleId)
                    .containsExactly(AbortRules.IDLE_RULE);
        }
    }

    @Test
    void limitTakenAway_endsNothingAnyMore() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            limit(store, IDLE);
            store.begin("a");
            store.advance("P1D");
            limit(store, null);
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void otherRulesTried_leaveTheLimitInForce() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            limit(store, IDLE);
            Upload upload = store.begin("a");
            store.part(upload, 1, 100);
            store.advance("P1D");
            LifecycleReport report =
                    store.dryRun(
                            TestRules.configuration(
                                    rule("a week", "", RuleActions.abortAfter(7))));
            assertThat(report.actions()).singleElement().satisfies(action -> {
                assertThat(action.ruleId()).isEqualTo(AbortRules.IDLE_RULE);
                assertThat(action.bytes()).isEqualTo(100);
                assertThat(action.result()).isEqualTo(ActionResult.DRY_RUN);
            });
            assertThat(store.openUploads()).containsExactly("a");
        }
    }

    @Test
    void explanation_namesTheLimitBehindTheRules() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("a week", "", RuleActions.abortAfter(7)));
            limit(store, IDLE);
            AbortRules rules =
                    store.configurations().abortRules(store.storage().buckets().get(VAULT));
            Instant last = BEGIN.plusSeconds(60);

            LifecycleExplanation explanation =
                    LifecycleExplanation.ofUpload(rules, "a", BEGIN, last, DayScale.REAL);

            assertThat(explanation.rules())
                    .containsExactly(
                            new RuleExplanation(
                                    "a week",
                                    true,
                                    "AbortIncompleteMultipartUpload",
                                    Instant.parse("2026-03-09T00:00:00Z")),
                            new RuleExplanation(
                                    "cairn:idle",
                                    true,
                                    "AbortIncompleteMultipartUpload after PT3H without a part",
                                    last.plus(IDLE)));
            assertThat(explanation.decided())
                    .isEqualTo(
                            new DueAction(
                                    LifecycleAction.ABORT, "cairn:idle", last.plus(IDLE), null));
        }
    }

    private static void limit(RuledStore store, @Nullable Duration idle) {
        store.storage().buckets().putSettings(VAULT, new BucketSettings(null, null, idle, null));
    }
}

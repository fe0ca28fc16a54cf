package dev.cairn.lifecycle;

import static dev.cairn.lifecycle.RuledStore.BEGIN;
import static dev.cairn.lifecycle.RuledStore.VAULT;
import static dev.cairn.lifecycle.TestRules.after;
import static dev.cairn.lifecycle.TestRules.expire;
import static dev.cairn.lifecycle.TestRules.expireAfter;
import static dev.cairn.lifecycle.TestRules.expireNoncurrent;
import static dev.cairn.lifecycle.TestRules.move;
import static dev.cairn.lifecycle.TestRules.rule;
import static dev.cairn.lifecycle.TestRules.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.Versioning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes over a real store. */
final class LifecycleRunnerTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void upload_isAbortedAtTheMidnightBehindItsDaysAndNotBefore() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(7)));
            Upload upload = store.begin("backup.tar");
            for (int number = 1; number <= 3; number++) {
                store.part(upload, number, MIB);
            }
            store.moveTo("2026-03-08T23:59:59.999Z");
            assertThat(store.run().actions()).isEmpty();
            store.moveTo("2026-03-09T00:00:00Z");
            LifecycleReport report = store.run();
            assertThat(report.actions())
                    .containsExactly(
                            new ActionRecord(
                                    LifecycleAction.ABORT,
                                    VAULT,
                                    upload.key(),
                                    null,
                                    upload.uploadId(),
                                    "stale",
                                    Instant.parse("2026-03-09T00:00:00Z"),
                                    3L * MIB,
                                    ActionResult.DONE));
            assertThat(report.bytesReclaimed()).isEqualTo(3L * MIB);
            assertThat(report.scannedUploads()).isEqualTo(1);
            assertThat(report.failures()).isZero();
            assertThat(store.openUploads()).isEmpty();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            assertThat(store.storage().integrity().unaccountedBytes()).isZero();
            assertThat(store.storage().check()).isEmpty();
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void runForTheFuture_isADryRunOrNothing() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(7)));
            store.begin("a");
            Instant due = Instant.parse("2026-03-09T00:00:00Z");
            LifecycleRun early = new LifecycleRun(VAULT, due, false, true, null);
            assertThatIllegalArgumentException().isThrownBy(() -> store.runner().run(early));
            assertThat(store.openUploads()).containsExactly("a");
            LifecycleRun dry = new LifecycleRun(VAULT, due, true, true, null);
            assertThat(store.runner().run(dry).actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(due);
            store.moveTo("2026-03-09T00:00:00Z");
            assertThat(store.runner().run(early).actions()).hasSize(1);
        }
    }

    @Test
    void lateRun_countsAtTheInstantAtWhichItWasDue() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(3)));
            store.begin("a");
            store.advance("P60D");
            assertThat(store.run().actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(Instant.parse("2026-03-05T00:00:00Z"));
        }
    }

    @Test
    void rulePutLater_countsFromThenOn() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.begin("a");
            store.advance("P60D");
            store.rules(rule("stale", "", RuleActions.abortAfter(3)));
            assertThat(store.run().actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(BEGIN.plus(Duration.ofDays(60)));
        }
    }

    @Test
    void withoutRuleOrByOneThatIsDisabled_everythingStaysForEver() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.begin("a");
            store.put("b", 10);
            store.advance("P4000D");
            LifecycleReport report = store.run();
            assertThat(report.actions()).isEmpty();
            store.rules(
                    new LifecycleRule(
                            "off",
                            false,
                            RuleFilter.all(),
                            new RuleActions(
                                    new Expiration.Timed(new RuleTime.Days(1)),
                                    List.of(),
                                    null,
                                    List.of(),
                                    1)));
            assertThat(store.run().actions()).isEmpty();
            assertThat(store.openUploads()).containsExactly("a");
            assertThat(store.keys()).containsExactly("b");
        }
    }

    @Test
    void shortDay_needsNoMidnight() throws Exception {
        DayScale scale = new DayScale(Duration.ofSeconds(2));
        try (RuledStore store = RuledStore.open(directory, scale)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(3)));
            store.begin("a");
            store.advance("PT5.999S");
            assertThat(store.run().actions()).isEmpty();
            store.advance("PT0.001S");
            assertThat(store.run().actions()).hasSize(1);
        }
    }

    @Test
    void manyUploads_areAllFoundPageByPage() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "k", RuleActions.abortAfter(1)));
            for (int i = 0; i < 2100; i++) {
                store.begin((i % 3 == 0 ? "other" : "k") + i % 700);
            }
            store.advance("P3D");
            LifecycleReport report = store.run();
            assertThat(report.actions()).hasSize(1400);
            assertThat(report.scannedUploads()).isEqualTo(1400);
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void objects_expireByFilter() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(
                    rule("logs", "logs/", expireAfter(30)),
                    rule("temp", tagged("temp", "yes"), expireAfter(1)));
            store.put("a", 10);
            store.put("logs/a", 20);
            store.put("t", 30, Map.of("temp", "yes"));
            store.put("u", 40, Map.of("temp", "no"));
            store.advance("P2D");
            assertThat(store.run().actions()).extracting(record -> record.key().value())
                    .containsExactly("t");
            store.advance("P29D");
            LifecycleReport report = store.run();
            assertThat(report.actions()).extracting(record -> record.key().value())
                    .containsExactly("logs/a");
            assertThat(report.bytesReclaimed()).isEqualTo(20);
            assertThat(report.actions().getFirst().versionId()).isNull();
            assertThat(store.keys()).containsExactly("a", "u");
        }
    }

    @Test
    void versionedObject_getsMarkerThenGoesThenTheMarkerGoes() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.version(Versioning.ENABLED);
            store.rules(
                    rule("end", "", expireAfter(10)),
                    rule("old", "", expireNoncurrent(5, null)),
                    rule(
                            "markers",
                            "",
                            expire(new Expiration.ExpiredObjectDeleteMarker(true))));
            store.put("a", 100);
            store.moveTo("2026-03-12T00:00:00Z");
            assertThat(store.run().actions()).extracting(ActionRecord::action)
                    .containsExactly(LifecycleAction.EXPIRATION);
            assertThat(store.keys()).isEmpty();
            assertThat(store.versions()).extracting(ListedVersion::isDeleteMarker)
                    .containsExactly(true, false);
            store.moveTo("2026-03-18T00:00:00Z");
            LifecycleReport report = store.run();
            assertThat(report.actions()).extracting(ActionRecord::action)
                    .containsExactly(LifecycleAction.NONCURRENT_EXPIRATION);
            assertThat(report.bytesReclaimed()).isEqualTo(100);
            assertThat(store.run().actions()).extracting(ActionRecord::action)
                    .containsExactly(LifecycleAction.EXPIRED_DELETE_MARKER);
            assertThat(store.versions()).isEmpty();
            assertThat(store.storage().check()).isEmpty();
        }
    }

    @Test
    void newerNoncurrentVersions_areKept() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.version(Versioning.ENABLED);
            store.rules(rule("keep two", "", expireNoncurrent(1, 2)));
            for (int i = 1; i <= 6; i++) {
                store.put("a", i);
                store.advance("PT1H");
            }
            store.advance("P3D");
            assertThat(store.run().actions()).extracting(ActionRecord::bytes)
                    .containsExactly(1L, 2L, 3L);
            assertThat(store.versions()).hasSize(3);
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void noncurrentDeleteMarkers_areNotAmongThoseThatAreKept() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.version(Versioning.ENABLED);
            store.rules(rule("keep one", "", expireNoncurrent(1, 1)));
            store.put("a", 1);
            store.delete("a");
            store.put("a", 2);
            store.delete("a");
            store.put("a", 3);
            store.advance("P3D");
            assertThat(store.run().actions())
                    .extracting(record -> record.action() + " " + record.bytes())
                    .containsExactly("NONCURRENT_EXPIRATION 1", "NONCURRENT_EXPIRATION 0");
            assertThat(store.versions())
                    .extracting(version -> version.object() == null)
                    .containsExactly(false, true, false);
        }
    }

    /** More versions than a page has room for: the newer ones, counted first, go first. */
    @Test
    void veryManyVersionsOfAKey_goInOnePassExceptThoseThatAreKept() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.version(Versioning.ENABLED);
            store.rules(rule("keep three", "", expireNoncurrent(1, 3)));
            for (int i = 0; i < 2300; i++) {
                store.put("a", 1);
            }
            store.advance("P3D");
            LifecycleReport report = store.run();
            assertThat(report.actions()).extracting(ActionRecord::result)
                    .containsOnly(ActionResult.DONE);
            assertThat(report.actions()).hasSize(2296);
            assertThat(store.versions()).hasSize(4);
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void lateRun_takesEveryStepAtItsOwnInstant() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(
                    rule(
                            "down",
                            "",
                            new RuleActions(
                                    new Expiration.Timed(new RuleTime.Days(400)),
                                    List.of(
                                            after(30, StorageClass.STANDARD_IA),
                                            after(90, StorageClass.GLACIER)),
                                    null,
                                    List.of(),
                                    null)));
            store.put("a", MIB);
            store.advance("P100D");
            assertThat(store.run().actions())
                    .extracting(record -> record.action().element() + " " + record.dueAt())
                    .containsExactly(
                            "Transition 2026-04-01T00:00:00Z",
                            "Transition 2026-05-31T00:00:00Z");
            assertThat(store.versions().getFirst().object())
                    .hasFieldOrPropertyWithValue("storageClass", StorageClass.GLACIER);
            assertThat(store.run().actions()).isEmpty();
            store.advance("P400D");
            assertThat(store.run().actions()).extracting(ActionRecord::action)
                    .containsExactly(LifecycleAction.EXPIRATION);
            assertThat(store.keys()).isEmpty();
        }
    }

    @Test
    void dryRun_tellsTheSameAndDoesNothing() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.part(store.begin("a"), 1, 500);
            store.put("b", 10);
            store.advance("P9D");
            LifecycleConfiguration instead =
                    TestRules.configuration(
                            rule("stale", "", RuleActions.abortAfter(7)),
                            rule("end", "", expireAfter(1)));
            LifecycleReport report = store.dryRun(instead);
            assertThat(report.actions())
                    .extracting(record -> record.ruleId() + " " + record.bytes())
                    .containsExactly("stale 500", "end 10");
            assertThat(report.actions()).extracting(ActionRecord::result)
                    .containsOnly(ActionResult.DRY_RUN);
            assertThat(store.dryRun(null).actions()).isEmpty();
            assertThat(store.openUploads()).containsExactly("a");
            assertThat(store.keys()).containsExactly("b");
            assertThat(store.registry().get("cairn.lifecycle.actions").counters())
                    .allSatisfy(counter -> assertThat(counter.count()).isZero());
        }
    }

    @Test
    void actionsLagAndWatermark_areMeasured() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.advance("P3D");
            assertThat(store.registry().get("cairn.lifecycle.lag.seconds").gauge().value())
                    .isEqualTo(3 * 86_400.0);
            store.runner().scheduledPass();
            assertThat(store.registry().get("cairn.lifecycle.lag.seconds").gauge().value())
                    .isZero();
            assertThat(
                    store.registry()
                            .get("cairn.lifecycle.actions")
                            .tags("action", "AbortIncompleteMultipartUpload", "result", "done")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void passBegunBeforeARestart_goesOnFromItsPlaceAndTheNextOneSeesAll() throws Exception {
        BucketName first = new BucketName("first");
        try (RuledStore store = RuledStore.open(directory)) {
            store.newBucket(first);
            LifecycleRule stale = rule("stale", "", RuleActions.abortAfter(1));
            store.rules(stale);
            store.rules(first, stale);
            store.begin("a");
            store.begin(first, "a");
            store.advance("P3D");
            Instant asOf = store.storage().clock().now();
            PassState half =
                    new PassState(BEGIN, asOf, asOf, 0, PassPlace.startOf(VAULT));
            store.storage().jobs().keep("lifecycle", half.encode());
            store.reopen();
            store.advance("PT10M");
            assertThat(store.runner().nextPass()).isEqualTo(Instant.EPOCH);
            store.runner().scheduledPass();
            assertThat(store.openUploads()).isEmpty();
            assertThat(store.storage().buckets().usage(first).uploadCount()).isEqualTo(1);
            assertThat(store.runner().nextPass()).isEqualTo(asOf.plus(Duration.ofHours(1)));
            store.runner().scheduledPass();
            assertThat(store.storage().buckets().usage(first).uploadCount()).isZero();
        }
    }

    @Test
    void placeAmongVersions_takesTheWholeKeyAgain() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("end", "", expireAfter(1)));
            store.put("a", 1);
            store.put("b", 2);
            store.put("c", 3);
            store.advance("P3D");
            Instant asOf = store.storage().clock().now();
            PassPlace place = new PassPlace(VAULT, PassPlace.Phase.OBJECTS, "b", null);
            store.storage()
                    .jobs()
                    .keep("lifecycle", new PassState(BEGIN, asOf, asOf, 0, place).encode());
            store.runner().scheduledPass();
            assertThat(store.keys()).containsExactly("a");
        }
    }

    @Test
    void passWithFailures_doesNotRaiseTheWatermark() {
        Instant asOf = BEGIN.plusSeconds(60);
        PassState state = new PassState(BEGIN, asOf, asOf, 0, PassPlace.startOf(VAULT));
        assertThat(state.through(1).watermark()).isEqualTo(BEGIN);
        assertThat(state.through(0).watermark()).isEqualTo(asOf);
        assertThat(PassState.decode(state.at(PassPlace.startOf(VAULT), 3).encode()))
                .isEqualTo(new PassState(BEGIN, asOf, asOf, 3, PassPlace.startOf(VAULT)));
    }

    @Test
    void rulesTakenAwayInTheMiddle_doNothingMore() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.begin("b");
            store.begin("c");
            store.advance("P3D");
            store.registry().onFirstAction(() -> store.configurations().delete(VAULT));
            assertThat(store.run().actions()).hasSize(1);
            assertThat(store.openUploads()).containsExactly("b", "c");
        }
    }

    @Test
    void otherRulesInTheMiddle_holdForAllThatIsLeft() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("all", "", expireAfter(1)));
            store.put("a", 1);
            store.put("b", 2);
            store.put("c", 3);
            store.put("d", 4);
            store.advance("P3D");
            store.registry().onFirstAction(() -> store.rules(rule("one", "c", expireAfter(2))));
            assertThat(store.run().actions())
                    .extracting(record -> record.key().value() + " " + record.ruleId())
                    .containsExactly("a all", "c one");
            assertThat(store.keys()).containsExactly("b", "d");
        }
    }

    @Test
    void bucketDeletedInTheMiddle_holdsUpNoOther() throws Exception {
        BucketName first = new BucketName("first");
        try (RuledStore store = RuledStore.open(directory)) {
            LifecycleRule stale = rule("stale", "", RuleActions.abortAfter(1));
            store.newBucket(first);
            store.rules(first, stale);
            store.begin(first, "a");
            store.begin(first, "b");
            store.rules(stale);
            store.begin("a");
            store.advance("P3D");
            store.registry()
                    .onFirstAction(
                            () -> {
                                store.storage().buckets().delete(first);
                                store.newBucket(first);
                                store.begin(first, "c");
                            });
            store.runner().scheduledPass();
            assertThat(store.openUploads()).isEmpty();
            assertThat(store.storage().buckets().usage(first).uploadCount()).isEqualTo(1);
            assertThat(store.runner().watermark()).isEqualTo(store.storage().clock().now());
        }
    }

    @Test
    void bucketWithDamagedRules_isAFailureAndHoldsUpNoOther() throws Exception {
        BucketName first = new BucketName("first");
        try (RuledStore store = RuledStore.open(directory)) {
            store.newBucket(first);
            store.storage().documents().put(first, DocumentKind.LIFECYCLE, new byte[] {99});
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.runner().scheduledPass();
            Instant before = store.runner().watermark();
            store.advance("P3D");
            store.runner().scheduledPass();
            assertThat(store.openUploads()).isEmpty();
            assertThat(store.run().failures()).isEqualTo(2);
            assertThat(store.runner().watermark()).isEqualTo(before);
            store.storage().documents().delete(first, DocumentKind.LIFECYCLE);
            store.runner().scheduledPass();
            assertThat(store.runner().watermark()).isEqualTo(store.storage().clock().now());
        }
    }

    @Test
    void firstPassWithFailures_leavesTheWatermarkWhereTheLedgerBegan() throws Exception {
        BucketName first = new BucketName("first");
        try (RuledStore store = RuledStore.open(directory)) {
            store.newBucket(first);
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.storage().documents().put(first, DocumentKind.LIFECYCLE, new byte[] {99});
            store.advance("P3D");
            // What is due on the way to here may still come.
            store.runner().scheduledPass();
            assertThat(store.runner().watermark()).isEqualTo(BEGIN);
        }
    }

    @Test
    void placeKeptInTheFirstPass_saysNothingIsDoneYet() throws Exception {
        BucketName last = new BucketName("zzz");
        try (RuledStore store = RuledStore.open(directory)) {
            store.newBucket(last);
            LifecycleRule stale = rule("stale", "", RuleActions.abortAfter(1));
            store.rules(stale);
            store.rules(last, stale);
            store.begin("a");
            store.begin(last, "a");
            store.advance("P3D");
            Instant[] seen = {Instant.MAX};
            store.registry()
                    .onFirstAction(
                            () -> {
                                waitUntilPlacesAreKept();
                                store.registry()
                                        .onFirstAction(
                                                () -> seen[0] = store.runner().watermark());
                            });
            store.runner().scheduledPass();
            assertThat(seen[0]).isEqualTo(BEGIN);
            assertThat(store.runner().watermark()).isEqualTo(store.storage().clock().now());
        }
    }

    @Test
    void runOverAllBuckets_raisesTheWatermark() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.advance("P3D");
            assertThat(store.runner().watermark()).isEqualTo(Instant.EPOCH);
            assertThat(store.run().actions()).hasSize(1);
            Instant done = BEGIN.plus(Duration.ofDays(3));
            assertThat(store.runner().watermark()).isEqualTo(done);
            assertThat(store.registry().get("cairn.lifecycle.lag.seconds").gauge().value())
                    .isZero();
            store.reopen();
            assertThat(store.runner().watermark()).isEqualTo(done);
            store.advance("P1D");
            Instant before = BEGIN.plus(Duration.ofDays(2));
            LifecycleReport unused =
                    store.runner().run(new LifecycleRun(null, before, false, false, null));
            assertThat(store.runner().watermark()).isEqualTo(done);
            Instant later = done.plus(Duration.ofHours(6));
            unused = store.runner().run(new LifecycleRun(null, later, false, false, null));
            assertThat(store.runner().watermark()).isEqualTo(later);
        }
    }

    @Test
    void runOfOneBucketOrForShowOrWithFailures_doesNotRaiseTheWatermark() throws Exception {
        BucketName first = new BucketName("first");
        try (RuledStore store = RuledStore.open(directory)) {
            store.newBucket(first);
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.advance("P3D");
            LifecycleReport unused =
                    store.runner().run(new LifecycleRun(null, null, true, false, null));
            unused = store.runner().run(new LifecycleRun(VAULT, null, false, false, null));
            store.storage().documents().put(first, DocumentKind.LIFECYCLE, new byte[] {99});
            assertThat(store.run().failures()).isPositive();
            assertThat(store.runner().watermark()).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void runDuringAScheduledPass_isNotTakenBackByIt() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("stale", "", RuleActions.abortAfter(1)));
            store.begin("a");
            store.advance("P3D");
            Instant asOf = store.storage().clock().now();
            PassState half =
                    new PassState(BEGIN, asOf, asOf, 0, PassPlace.startOf(VAULT));
            store.storage().jobs().keep("lifecycle", half.encode());
            store.advance("P1D");
            LifecycleReport unused = store.run();
            Instant done = asOf.plus(Duration.ofDays(1));
            assertThat(store.runner().watermark()).isEqualTo(done);
            assertThat(store.runner().nextPass()).isEqualTo(Instant.EPOCH);
            store.runner().scheduledPass();
            assertThat(store.runner().watermark()).isEqualTo(done);
            assertThat(store.runner().nextPass()).isEqualTo(asOf.plus(Duration.ofHours(1)));
        }
    }

    /** A pass keeps its place once a second. */
    private static void waitUntilPlacesAreKept() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < Duration.ofMillis(1100).toNanos()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void tagsPutLater_countFromThenOn() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(
                    rule("temp", tagged("temp", "yes"), expireAfter(1)),
                    rule("logs", "logs/", expireAfter(1)));
            store.put("a", 10);
            store.put("logs/a", 10);
            store.advance("P40D");
            store.tag("a", Map.of("temp", "yes"));
            store.tag("logs/a", Map.of("any", "thing"));
            store.advance("PT1H");
            assertThat(store.run().actions())
                    .extracting(record -> record.key().value() + " " + record.dueAt())
                    .containsExactly(
                            "a 2026-04-10T10:00:00Z", "logs/a 2026-03-03T00:00:00Z");
            assertThat(store.storage().check()).isEmpty();
        }
    }

    @Test
    void sameTagsPutAgain_countFromWhenTheyCame() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("temp", tagged("temp", "yes"), expireAfter(1)));
            store.put("a", 10, Map.of("temp", "yes"));
            store.advance("P40D");
            store.tag("a", Map.of("temp", "yes"));
            assertThat(store.run().actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(Instant.parse("2026-03-03T00:00:00Z"));
        }
    }

    @Test
    void otherMinimumOfTransitions_countsFromThenOn() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            LifecycleRule cold = rule("cold", "", move(after(0, StorageClass.GLACIER)));
            store.rules(cold);
            store.put("small", 100);
            store.advance("P40D");
            assertThat(store.run().actions()).isEmpty();
            store.configurations()
                    .put(
                            store.storage().buckets().get(VAULT),
                            new LifecycleConfiguration(
                                    TransitionMinimum.VARIES_BY_STORAGE_CLASS, List.of(cold)));
            store.advance("PT1H");
            assertThat(store.run().actions()).extracting(ActionRecord::dueAt)
                    .containsExactly(Instant.parse("2026-04-10T10:00:00Z"));
        }
    }

    /** Each of those that go names all that stay: the page ends long before its rows do. */
    @Test
    void veryManyNewerVersions_areKept() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.version(Versioning.ENABLED);
            store.rules(rule("keep 400", "", expireNoncurrent(1, 400)));
            for (int i = 0; i < 901; i++) {
                store.put("a", 1);
            }
            store.advance("P3D");
            assertThat(store.run().actions()).hasSize(500);
            assertThat(store.versions()).hasSize(401);
            assertThat(store.run().actions()).isEmpty();
        }
    }

    @Test
    void smallObject_staysWhereItIs() throws Exception {
        try (RuledStore store = RuledStore.open(directory)) {
            store.rules(rule("cold", "", move(after(0, StorageClass.GLACIER))));
            store.put("small", 100);
            store.put("large", 200_000);
            store.advance("P2D");
            assertThat(store.run().actions()).extracting(record -> record.key().value())
                    .containsExactly("large");
        }
    }
}

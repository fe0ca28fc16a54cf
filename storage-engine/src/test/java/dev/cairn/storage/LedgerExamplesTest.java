package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Upload;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worked examples of the definitions, through the store: uploads of three parts of P bytes that
 * begin at 10:00 on March 1st. Quantities are bytes times hours.
 */
final class LedgerExamplesTest {
    private static final long EVER = ByteTime.FOR_EVER;
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2026-07-01T00:00:00Z");
    private static final long HOURS = Duration.between(T0, LAST).toHours();

    /** The least that a part that is not the last may have. */
    private static final int P = 5 << 20;

    private static final byte[] BYTES = TestContent.random(1, P);

    @TempDir
    Path directory;

    private StoreFixture open() throws Exception {
        return StoreFixture.openWithBucket(directory);
    }

    private static Upload three(StoreFixture store) throws Exception {
        Upload upload = store.begin("a");
        for (int number = 1; number <= 3; number++) {
            Part unused = store.putPart(upload, number, BYTES);
        }
        return upload;
    }

    private static void abort(StoreFixture store, Upload upload) {
        store.storage().uploads().abort(BUCKET, upload.key(), upload.uploadId());
    }

    private static void abortByRule(StoreFixture store, Upload upload, Instant due) {
        Bucket bucket = store.storage().buckets().get(BUCKET);
        assertThat(
                store.storage()
                        .rules()
                        .abort(
                                bucket, upload.key(), upload.uploadId(), lastPartAt -> true, due))
                .isPresent();
    }

    @Test
    void abandoned_isActiveForThePlansDaysAndThenDeleted() throws Exception {
        try (StoreFixture store = open()) {
            three(store);
            assertActive(store, 30, 3 * 720);
            assertDeleted(store, 30, 30, 0);
            assertDeleted(store, 30, 90, 3 * 1440);
            assertActive(store, EVER, 3 * HOURS);
            assertOpen(store, 3 * HOURS);
            Instant second = FIRST.plus(Duration.ofDays(1));
            ByteTime bytes = LedgerReading.of(store).bytes();
            assertThat(bytes.active(30, FIRST, second)).isEqualTo(hours(3 * 14));
            Instant limitDay = Instant.parse("2026-03-31T00:00:00Z");
            assertThat(bytes.active(30, limitDay, LAST)).isEqualTo(hours(3 * 10));
        }
    }

    @Test
    void abortedByRule_endsWhenItWasDueHoweverLateItRuns() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = three(store);
            Instant due = Instant.parse("2026-03-05T00:00:00Z");
            store.advance(Duration.ofDays(6));
            abortByRule(store, upload, due);
            assertActive(store, 30, 3 * 86);
            assertDeleted(store, 30, 90, 3 * 2074);
            assertDeleted(store, 30, 30, 3 * 634);
            assertOpen(store, 3 * 86);
            assertDeleted(store, EVER, 0, 0);
        }
    }

    /** It counts from its landing, and so not at all: it was due before it was there. */
    @Test
    void partThatLandsBehindTheDueInstant_isNeverActive() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = three(store);
            store.advance(Duration.ofDays(5));
            Part late = store.putPart(upload, 4, BYTES);
            store.advance(Duration.ofHours(30));
            abortByRule(store, upload, Instant.parse("2026-03-05T00:00:00Z"));
            assertThat(late.lastModified()).isEqualTo(T0.plus(Duration.ofDays(5)));
            assertActive(store, 30, 3 * 86);
            assertDeleted(store, 30, 90, 3 * 2074 + 85 * 24);
            assertOpen(store, 3 * 86);
        }
    }

    @Test
    void abortedByClient_isDeletedForWhatIsLeftOfTheRetention() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = three(store);
            store.advance(Duration.ofDays(10));
            abort(store, upload);
            assertActive(store, 30, 3 * 240);
            assertDeleted(store, 30, 90, 3 * 1920);
            assertDeleted(store, 30, 30, 3 * 480);
            assertDeleted(store, EVER, 0, 0);
        }
    }

    @Test
    void completedWithinTheActiveDays_isNeverDeleted() throws Exception {
        try (StoreFixture store = open()) {
            completeWithLateParts(store, 29);
            assertActive(store, 30, 3 * 696);
            assertDeleted(store, 30, 90, 0);
            assertCurrent(store, 5 * (HOURS - 696));
        }
    }

    @Test
    void completedBehindTheActiveDays_isDeletedInBetween() throws Exception {
        try (StoreFixture store = open()) {
            completeWithLateParts(store, 31);
            assertActive(store, 30, 3 * 720);
            assertDeleted(store, 30, 90, 3 * 24);
            assertCurrent(store, 5 * (HOURS - 744));
        }
    }

    @Test
    void partsThatLandLate_areDeletedFromTheSameInstantAsTheOthers() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = three(store);
            store.advance(Duration.ofDays(29));
            store.putPart(upload, 4, BYTES);
            store.putPart(upload, 5, BYTES);
            assertActive(store, 30, 3 * 720 + 2 * 24);
            assertDeleted(store, 30, 90, 5 * 1440);
        }
    }

    @Test
    void partsThatLandDayByDay_areActiveSinceThen() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            for (int number = 1; number <= 3; number++) {
                store.putPart(upload, number, BYTES);
                store.advance(Duration.ofDays(1));
            }
            assertActive(store, 30, 87 * 24);
            assertDeleted(store, 30, 90, 3 * 1440);
        }
    }

    @Test
    void partSentAgain_leavesTheFirstOneDeleted() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = three(store);
            store.advance(Duration.ofDays(5));
            store.putPart(upload, 2, BYTES);
            assertActive(store, 30, 90 * 24);
            assertDeleted(store, 30, 90, 265 * 24);
        }
    }

    @Test
    void partThatLandsBehindTheActiveDays_isDeletedFromItsLanding() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            store.advance(Duration.ofDays(35));
            store.putPart(upload, 1, BYTES);
            assertActive(store, 30, 0);
            assertDeleted(store, 30, 90, 55 * 24);
        }
    }

    @Test
    void objectDeletedOrOverwritten_isDeletedForWhatIsLeftOfTheRetention() throws Exception {
        try (StoreFixture store = open()) {
            store.put("a", BYTES);
            store.put("b", BYTES);
            store.advance(Duration.ofDays(10));
            store.delete("a");
            store.put("b", new byte[0]);
            assertCurrent(store, 2 * 240);
            assertDeletedVersions(store, 90, 2 * 1920);
            assertDeletedVersions(store, 30, 2 * 480);
            assertDeletedVersions(store, 0, 0);
        }
    }

    @Test
    void unnamedPart_isDeletedFromTheCompletion() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part first = store.putPart(upload, 1, BYTES);
            Part second = store.putPart(upload, 2, BYTES);
            store.putPart(upload, 3, BYTES);
            store.advance(Duration.ofHours(3));
            store.complete(upload, first, second);
            assertActive(store, 30, 3 * 3);
            assertDeleted(store, 30, 90, 2157);
            assertCurrent(store, 2 * (HOURS - 3));
        }
    }

    /** An object of an upload is as old as the upload. */
    @Test
    void completedObjectDeleted_isDeletedSinceItsUploadBegan() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            store.advance(Duration.ofDays(3));
            store.complete(upload, part);
            store.advance(Duration.ofDays(3));
            store.delete("a");
            assertDeletedVersions(store, 90, 84 * 24);
        }
    }

    private static void completeWithLateParts(StoreFixture store, int days) throws Exception {
        Upload upload = store.begin("a");
        Part[] parts = new Part[5];
        for (int i = 0; i < 3; i++) {
            parts[i] = store.putPart(upload, i + 1, BYTES);
        }
        store.advance(Duration.ofDays(days));
        parts[3] = store.putPart(upload, 4, BYTES);
        parts[4] = store.putPart(upload, 5, BYTES);
        store.complete(upload, parts);
    }

    private static void assertActive(StoreFixture store, long activeDays, long partHours) {
        assertThat(LedgerReading.of(store).bytes().active(activeDays, FIRST, LAST))
                .isEqualTo(hours(partHours));
    }

    private static void assertDeleted(
            StoreFixture store, long activeDays, long retentionDays, long partHours) {
        ByteTime bytes = LedgerReading.of(store).bytes();
        assertThat(bytes.deleted(activeDays, retentionDays, FIRST, LAST))
                .isEqualTo(hours(partHours));
    }

    private static void assertDeletedVersions(
            StoreFixture store, long retentionDays, long partHours) {
        ByteTime bytes = LedgerReading.of(store).bytes();
        assertThat(bytes.deletedVersions(retentionDays, FIRST, LAST)).isEqualTo(hours(partHours));
    }

    private static void assertOpen(StoreFixture store, long partHours) {
        ByteTime bytes = LedgerReading.of(store).bytes();
        assertThat(bytes.of(ByteClass.UPLOAD_OPEN, FIRST, LAST)).isEqualTo(hours(partHours));
    }

    private static void assertCurrent(StoreFixture store, long partHours) {
        ByteTime bytes = LedgerReading.of(store).bytes();
        assertThat(bytes.of(ByteClass.CURRENT, FIRST, LAST)).isEqualTo(hours(partHours));
    }

    private static BigInteger hours(long partHours) {
        return BigInteger.valueOf(partHours)
                .multiply(BigInteger.valueOf(P))
                .multiply(BigInteger.valueOf(LedgerUnit.HOUR.millis()));
    }
}

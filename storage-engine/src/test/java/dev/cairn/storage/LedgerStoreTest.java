package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.OWNER;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.LedgerKey;
import dev.cairn.storage.catalog.LedgerRecords;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.Finding;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.RequestSum;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.Versioning;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says of itself, and what it keeps when buckets and hours are gone. */
final class LedgerStoreTest {
    private static final byte[] BYTES = TestContent.random(1, 1000);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path directory;

    private final AtomicReference<@Nullable InterposedCatalog> catalog = new AtomicReference<>();

    private StoreFixture open() throws Exception {
        StoreFixture store = StoreFixture.openWithBucket(directory);
        store.wrapCatalog(
                real -> {
                    InterposedCatalog interposed = new InterposedCatalog(real);
                    catalog.set(interposed);
                    return interposed;
                });
        store.cutPowerAndReopen();
        return store;
    }

    private InterposedCatalog catalog() {
        return Objects.requireNonNull(catalog.get());
    }

    private static LedgerStore ledger(StoreFixture store) {
        return store.storage().ledger();
    }

    @Test
    void since_isWhenTheStoreWasMade() throws Exception {
        try (StoreFixture store = open()) {
            store.advance(Duration.ofDays(1));
            store.cutPowerAndReopen();
            assertThat(ledger(store).since()).isEqualTo(START);
        }
    }

    @Test
    void droppedBucket_staysInTheLedgerBesideTheNextOfItsName() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, BYTES);
            long space = store.storage().buckets().get(BUCKET).id();
            store.advance(Duration.ofHours(5));
            Instant dropped = store.storage().clock().now();
            store.storage().buckets().delete(BUCKET);
            store.advance(Duration.ofDays(2));
            store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
            store.cutPowerAndReopen();
            store.awaitQuiet();

            LedgerBucket old = new LedgerBucket(space, BUCKET, OWNER, START, dropped, null);
            List<LedgerBucket> named = ledger(store).named(BUCKET);
            assertThat(named).hasSize(2).endsWith(old);
            assertThat(named.getFirst().dropped()).isNull();
            assertThat(ledger(store).named(new BucketName("another"))).isEmpty();
            assertThat(ledger(store).buckets(null, 10)).containsExactly(old, named.getFirst());
            assertThat(ledger(store).buckets(null, 1)).containsExactly(old);
            assertThat(ledger(store).buckets(space, 1)).containsExactly(named.getFirst());
            ByteTime bytes = LedgerReading.of(store.storage(), space).bytes();
            Instant later = MIDNIGHT.plus(Duration.ofDays(100));
            assertThat(bytes.of(ByteClass.UPLOAD_OPEN, MIDNIGHT, later)).isEqualTo(hours(5));
            assertThat(bytes.deleted(30, 90, MIDNIGHT, later)).isEqualTo(hours(90 * 24 - 5));
        }
    }

    @Test
    void planOfADroppedBucket_isKept() throws Exception {
        try (StoreFixture store = open()) {
            long space = store.storage().buckets().get(BUCKET).id();
            setPlan(store, "wasabi-payg");
            setPlan(store, "backblaze-b2");
            assertThat(ledger(store).bucket(space).orElseThrow().lastPlan()).isNull();
            store.storage().buckets().delete(BUCKET);
            store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
            setPlan(store, "cloudflare-r2");
            store.cutPowerAndReopen();
            store.awaitQuiet();
            assertThat(ledger(store).bucket(space).orElseThrow().lastPlan())
                    .isEqualTo("backblaze-b2");
            assertThat(ledger(store).bucket(space + 1000)).isEmpty();
        }
    }

    @Test
    void bucketWithDamagedSettings_isDroppedAndStopsNothing() throws Exception {
        try (StoreFixture store = open()) {
            for (byte[] damaged : List.of(new byte[] {99}, new byte[] {1, 16, 5, 'a'})) {
                long space = store.storage().buckets().get(BUCKET).id();
                store.storage().documents().put(BUCKET, DocumentKind.SETTINGS, damaged);
                store.storage().buckets().delete(BUCKET);
                store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
                LedgerBucket gone = ledger(store).bucket(space).orElseThrow();
                assertThat(gone.dropped()).isNotNull();
                assertThat(gone.lastPlan()).isNull();
            }
            store.awaitQuiet();
        }
    }

    private static void setPlan(StoreFixture store, String plan) {
        store.storage()
                .buckets()
                .putSettings(BUCKET, new BucketSettings(null, null, null, plan));
    }

    @Test
    void complete_isNotBehindADropThatIsNotPurged() throws Exception {
        try (StoreFixture store = open()) {
            store.putPart(store.begin("a"), 1, BYTES);
            store.advance(Duration.ofHours(1));
            store.storage().buckets().delete(BUCKET);
            Instant dropped = store.storage().clock().now();
            store.advance(Duration.ofHours(1));
            assertThat(ledger(store).complete()).isEqualTo(dropped);
            store.awaitQuiet();
            assertThat(ledger(store).complete()).isEqualTo(store.storage().clock().now());
            store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
        }
    }

    @Test
    void complete_isNotBehindARoundThatIsUnderWay() throws Exception {
        try (StoreFixture store = open()) {
            Instant begun = store.storage().clock().now();
            AtomicReference<Instant> meanwhile = new AtomicReference<>(Instant.MAX);
            catalog()
                    .beforeCommits(
                            1,
                            () -> {
                                store.advance(Duration.ofMinutes(3));
                                meanwhile.set(ledger(store).complete());
                            });
            store.put("a", BYTES);
            assertThat(meanwhile.get()).isEqualTo(begun);
            assertThat(ledger(store).complete()).isEqualTo(begun.plus(Duration.ofMinutes(3)));
        }
    }

    @Test
    void complete_passesOnBehindARefusedRoundAndAFailedOne() throws Exception {
        try (StoreFixture store = open()) {
            catalog()
                    .beforeCommits(
                            1,
                            () -> {
                                store.advance(Duration.ofMinutes(3));
                                putQuietly(store, "a");
                            });
            store.put("a", BYTES);
            assertThat(refusalOf(() -> store.put("a", BYTES, WriteCondition.ABSENT)))
                    .isInstanceOf(Refusal.PreconditionFailed.class);
            assertThat(ledger(store).complete()).isEqualTo(store.storage().clock().now());
        }
    }

    /** The clock stands still, so all of it happens at once. */
    @Test
    void operationsAtOneInstant_giveTheSameSumsInAnyOrder() throws Exception {
        List<ClassSum> first = List.of();
        for (long seed = 1; seed <= 4; seed++) {
            Path place = directory.resolve("order" + seed);
            try (StoreFixture store = StoreFixture.openWithBucket(place, seed)) {
                store.advance(Duration.ofMinutes(7));
                List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
                Collections.shuffle(order, new Random(seed));
                for (int number : order) {
                    byte[] bytes = TestContent.random(number, number * 1000);
                    store.put("k" + number, bytes);
                    Upload upload = store.begin("u" + number);
                    store.putPart(upload, 1, bytes);
                }
                LedgerReading ledger = LedgerReading.of(store);
                assertThat(first.isEmpty() || first.equals(ledger.sums())).isTrue();
                assertThat(ledger.cohorts()).hasSize(1);
                first = ledger.sums();
            }
        }
    }

    @Test
    void hoursThatBecomeDays_keepEveryWholeDay() throws Exception {
        try (StoreFixture store = open()) {
            for (int i = 0; i < 700; i++) {
                store.put("k" + i % 5, TestContent.random(i, 100 + i));
                store.advance(Duration.ofMinutes(61));
            }
            LedgerReading before = LedgerReading.of(store);
            Instant to = MIDNIGHT.plus(Duration.ofDays(40));
            assertThat(before.sums()).hasSizeGreaterThan(600);
            assertThat(ledger(store).hoursFrom()).isEqualTo(Instant.EPOCH);

            for (int kept = 20; kept > 2; kept--) {
                store.foldHours(Duration.ofDays(kept));
                store.cutPowerAndReopen();
            }
            LedgerReading after = LedgerReading.of(store);
            assertThat(after.sums()).hasSizeLessThan(150);
            Instant hoursFrom = ledger(store).hoursFrom();
            assertThat(hoursFrom).isAfter(MIDNIGHT.plus(Duration.ofDays(25)));
            assertThat(after.sums())
                    .allMatch(
                            row -> (row.unit() == LedgerUnit.DAY) == row.start()
                                    .isBefore(hoursFrom));
            for (int day = 0; day < 29; day++) {
                Instant from = MIDNIGHT.plus(Duration.ofDays(day));
                ByteTime old = before.bytes();
                ByteTime fresh = after.bytes();
                assertThat(fresh.of(ByteClass.CURRENT, from, to))
                        .isEqualTo(old.of(ByteClass.CURRENT, from, to));
                assertThat(fresh.deletedVersions(10, from, to))
                        .isEqualTo(old.deletedVersions(10, from, to));
            }
            ByteTime fresh = after.bytes();
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> fresh.of(ByteClass.CURRENT, START, to));
        }
    }

    /** Rules that are late meanwhile are booked in days that are, or are not yet, made of hours. */
    @Test
    void foldingThatPowerCutsInterrupt_goesOnAndLosesNothing() throws Exception {
        try (StoreFixture store = open()) {
            for (int i = 0; i < 300; i++) {
                store.put("k" + i, TestContent.random(i, 100 + i));
                store.advance(Duration.ofMinutes(61));
            }
            Bucket bucket = store.storage().buckets().get(BUCKET);
            int interruptions = 0;
            Duration kept = Duration.ofDays(2);
            while (store.foldSomeHours(kept)) {
                RuleSubject seen = subject(store);
                Instant due = START.plus(Duration.ofHours(50L * interruptions));
                assertThat(store.storage().rules().expire(bucket, seen, any -> true, due))
                        .isTrue();
                store.cutPowerAndReopen();
                interruptions++;
            }
            assertThat(interruptions).isGreaterThan(2);
            Instant hoursFrom = ledger(store).hoursFrom();
            assertThat(LedgerReading.of(store).sums())
                    .allMatch(
                            row -> (row.unit() == LedgerUnit.DAY) == row.start()
                                    .isBefore(hoursFrom));
            assertThat(LedgerReading.of(store).left(ByteClass.CURRENT))
                    .isEqualTo(BigInteger.valueOf(store.storage().usage().currentBytes()));
        }
    }

    /** The decision since when hours are kept is durable before the first of them goes. */
    @Test
    void ruleThatIsLaterThanHoursAreKept_isBookedInItsDay() throws Exception {
        try (StoreFixture store = open()) {
            store.put("a", BYTES);
            store.advance(Duration.ofDays(9));
            store.foldHours(Duration.ofDays(2));
            RuleSubject seen = subject(store);
            Instant due = START.plus(Duration.ofDays(3));
            assertThat(
                    store.storage()
                            .rules()
                            .expire(
                                    store.storage().buckets().get(BUCKET),
                                    seen,
                                    any -> true,
                                    due))
                    .isTrue();
            LedgerReading ledger = LedgerReading.of(store);
            assertThat(ledger.sums()).allMatch(row -> row.unit() == LedgerUnit.DAY);
            assertThat(ledger.cohorts()).allMatch(cell -> cell.unit() == LedgerUnit.DAY);
            Instant to = MIDNIGHT.plus(Duration.ofDays(100));
            assertThat(ledger.bytes().of(ByteClass.CURRENT, MIDNIGHT, to)).isEqualTo(hours(72));
            assertThat(ledger.bytes().deletedVersions(30, MIDNIGHT, to))
                    .isEqualTo(hours(27 * 24));
        }
    }

    /** It was promised at completion, but the object has been there for an hour only. */
    @Test
    void ruleDueBeforeTheCompletion_countsFromTheCompletion() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            store.advance(Duration.ofDays(5));
            store.complete(upload, part);
            store.advance(Duration.ofHours(1));
            Instant due = START.plus(Duration.ofDays(2));
            assertThat(
                    store.storage()
                            .rules()
                            .expire(
                                    store.storage().buckets().get(BUCKET),
                                    subject(store),
                                    any -> true,
                                    due))
                    .isTrue();
            ByteTime bytes = LedgerReading.of(store).bytes();
            Instant to = MIDNIGHT.plus(Duration.ofDays(100));
            assertThat(bytes.of(ByteClass.CURRENT, MIDNIGHT, to)).isZero();
            assertThat(bytes.of(ByteClass.UPLOAD_OPEN, MIDNIGHT, to)).isEqualTo(hours(120));
            assertThat(bytes.deletedVersions(30, MIDNIGHT, to)).isEqualTo(hours(25 * 24));
        }
    }

    @Test
    void changeOfClass_countsFromWhenItWasDue() throws Exception {
        try (StoreFixture store = open()) {
            store.put("a", BYTES);
            store.advance(Duration.ofDays(5));
            Instant due = START.plus(Duration.ofDays(3));
            assertThat(
                    store.storage()
                            .rules()
                            .changeClass(
                                    store.storage().buckets().get(BUCKET),
                                    subject(store),
                                    StorageClass.GLACIER,
                                    any -> true,
                                    due))
                    .isTrue();
            List<ClassSum> sums = LedgerReading.of(store).sums();
            Instant to = MIDNIGHT.plus(Duration.ofDays(10));
            assertThat(of(sums, StorageClass.STANDARD, to)).isEqualTo(hours(72));
            assertThat(of(sums, StorageClass.GLACIER, to)).isEqualTo(hours(6 * 24 + 14));
        }
    }

    @Test
    void versionOlderThanAnyRetention_leavesNoCohort() throws Exception {
        try (StoreFixture store = open()) {
            store.put("a", BYTES);
            store.advance(Duration.ofDays(3660));
            store.put("b", BYTES);
            store.delete("a");
            assertThat(LedgerReading.of(store).cohorts()).isEmpty();
            store.delete("b");
            assertThat(LedgerReading.of(store).cohorts()).hasSize(1);
        }
    }

    @Test
    void requests_addUpByHourAndOutliveTheBucket() throws Exception {
        try (StoreFixture store = open()) {
            long space = store.storage().buckets().get(BUCKET).id();
            ledger(store).count(Map.of(BUCKET, List.of(requests(START, 3), requests(later(), 1))));
            ledger(store)
                    .count(
                            Map.of(
                                    BUCKET,
                                    List.of(requests(START, 4)),
                                    new BucketName("nobody"),
                                    List.of(requests(START, 1))));
            store.cutPowerAndReopen();
            store.storage().buckets().delete(BUCKET);
            store.awaitQuiet();
            List<RequestSum> read = new ArrayList<>();
            ledger(store).requests(space, MIDNIGHT, later(), read::add);
            assertThat(read).containsExactly(requests(START, 7));
            ledger(store)
                    .requests(space, START, later().plus(Duration.ofHours(1)), read::add);
            assertThat(read).hasSize(3).endsWith(requests(later(), 1));

            store.advance(Duration.ofDays(4));
            store.foldHours(Duration.ofDays(1));
            read.clear();
            ledger(store).requests(space, MIDNIGHT, later(), read::add);
            RequestSum both = requests(START, 8);
            assertThat(read)
                    .containsExactly(
                            new RequestSum(
                                    MIDNIGHT,
                                    LedgerUnit.DAY,
                                    both.counts(),
                                    both.receivedBytes(),
                                    both.sentBytes()));
            store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
        }
    }

    @Test
    void bookingThatNoRowExplains_isFoundByTheCheck() throws Exception {
        try (StoreFixture store = open()) {
            long space = store.storage().buckets().get(BUCKET).id();
            store.put("a", BYTES);
            LedgerKey.OfClass current =
                    LedgerKey.OfClass.at(
                            space, START, StorageClass.STANDARD, ByteClass.CURRENT);
            LedgerKey.OfCohort landed =
                    LedgerKey.OfCohort.at(
                            space,
                            CohortOrigin.UPLOAD,
                            StorageClass.STANDARD,
                            START,
                            CohortEvent.LANDED,
                            START);
            for (int sign = 1; sign >= -1; sign -= 2) {
                Batch.Builder batch = LedgerRecords.own();
                current.add(batch.book(current), 0, sign, START);
                landed.add(batch.book(landed), 1, sign, START, START);
                assertThat(store.storage().rocks().commit(batch.build()).join())
                        .isInstanceOf(Outcome.Committed.class);
                assertThat(store.storage().check())
                        .hasSize(1 + sign)
                        .extracting(Finding::kind)
                        .allMatch("ledger"::equals);
            }
        }
    }

    @Test
    void outcomeThatNobodyIsTold_isBookedOnceOrNot() throws Exception {
        for (boolean happens : new boolean[] {true, false}) {
            Path place = directory.resolve("unknown" + happens);
            AtomicReference<@Nullable InterposedCatalog> inner = new AtomicReference<>();
            try (StoreFixture store = StoreFixture.openWithBucket(place, 1)) {
                store.wrapCatalog(
                        real -> {
                            InterposedCatalog interposed = new InterposedCatalog(real);
                            inner.set(interposed);
                            return interposed;
                        });
                store.cutPowerAndReopen();
                store.setVersioning(Versioning.ENABLED);
                store.put("a", BYTES);
                Objects.requireNonNull(inner.get()).nextIsUnknown(happens);
                assertThat(refusalOf(() -> store.put("a", BYTES)))
                        .isInstanceOf(Refusal.OutcomeUnknown.class);
                store.cutPowerAndReopen();
                assertThat(LedgerReading.of(store).left(ByteClass.NONCURRENT))
                        .isEqualTo(BigInteger.valueOf(happens ? 1000 : 0));
            }
        }
    }

    private static RuleSubject subject(StoreFixture store) {
        return store.storage()
                .rules()
                .walk(
                        store.storage().buckets().get(BUCKET),
                        new RuleScope("", 10, 0),
                        null,
                        any -> true)
                .subjects()
                .getFirst();
    }

    private static BigInteger of(List<ClassSum> sums, StorageClass in, Instant to) {
        return sums.stream()
                .filter(row -> row.storageClass() == in)
                .map(row -> row.within(row.bytes(), MIDNIGHT, to))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Instant later() {
        return START.plus(Duration.ofHours(2));
    }

    private static RequestSum requests(Instant hour, int count) {
        return new RequestSum(
                hour,
                LedgerUnit.HOUR,
                Map.of(RequestGroup.ALL, (long) count, RequestGroup.PUT, 2L * count),
                10L * count,
                count);
    }

    private static void putQuietly(StoreFixture store, String key) {
        try {
            store.put(key, BYTES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** BYTES for so many hours. */
    private static BigInteger hours(long count) {
        return BigInteger.valueOf(count * BYTES.length * LedgerUnit.HOUR.millis());
    }
}

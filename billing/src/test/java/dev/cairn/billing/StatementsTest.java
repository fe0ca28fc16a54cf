package dev.cairn.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.Durability;
import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every statement, over a real store with a random past of three months. */
class StatementsTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<String> BUCKETS = List.of("one", "two", "three", "four");
    private static final int STEPS = 60;
    private static final List<PricePlan> PLANS =
            List.of(
                    TestPlans.of(5, 20, 4096),
                    TestPlans.of(TestPlans.FOR_EVER, 3, 0),
                    TestPlans.read(
                            """
                            name: tiered
                            currency: USD
                            unitBytes: 1000000000
                            monthBasis: calendar
                            minimumRetentionDays: 20
                            unfinishedActiveDays: 5
                            minimumObjectBytes: 131072
                            minimumMonthlyCharge: 0.5
                            storage:
                              STANDARD:
                                tiers:
                                  - {upToUnits: 0.0001, price: 0}
                                  - {upToUnits: 0.0004, price: 700}
                                  - {price: 300}
                                prices: {deleted: 40}
                            """));

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final List<OpenOne> open = new ArrayList<>();

    private record OpenOne(BucketName bucket, Upload upload) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void statement_isTheSumOfItsPartsAndOfItsBuckets(long seed) throws Exception {
        Random random = new Random(seed);
        try (Storage storage =
                Storage.open(
                        StorageSettings.of(directory).with(Durability.OS), new Clock(now::get))) {
            live(storage, random);
            now.set(END.plus(Duration.ofHours(1)));
            Statements statements =
                    new Statements(
                            storage,
                            new BucketPlans(
                                    storage, PlanCatalog.shipped(), PLANS.getFirst().name()),
                            () -> END);
            List<Object> ledger = rows(storage);
            assertThat(ledger).hasSizeGreaterThan(STEPS);
            for (PricePlan plan : PLANS) {
                Statement whole = statements.of(query(BEGIN, END, BucketScope.ALL, plan));
                assertThat(whole.isFinal()).isTrue();
                assertThat(whole.total()).isGreaterThan(Fraction.ZERO);
                assertPartsAddUp(statements, random, whole, plan);
                assertBucketsAddUp(statements, whole, plan);
                assertThat(statements.of(query(BEGIN, END, BucketScope.ALL, plan)))
                        .isEqualTo(whole);
            }
            // Plans price what the ledger has; none leaves a trace in it.
            assertThat(rows(storage)).isEqualTo(ledger);
        }
    }

    private static List<Object> rows(Storage storage) {
        List<Object> rows = new ArrayList<>();
        LedgerStore ledger = storage.ledger();
        for (LedgerBucket bucket : ledger.buckets(null, 100)) {
            rows.add(bucket);
            ledger.sums(bucket.space(), END.plus(Duration.ofDays(1)), rows::add);
            ledger.cohorts(bucket.space(), Instant.EPOCH, END.plus(Duration.ofDays(1)), rows::add);
        }
        return rows;
    }

    private static void assertPartsAddUp(
            Statements statements, Random random, Statement whole, PricePlan plan) {
        for (int i = 0; i < 5; i++) {
            Instant cut = BEGIN.plus(Duration.ofHours(1 + random.nextInt(92 * 24 - 1)));
            Statement before = statements.of(query(BEGIN, cut, BucketScope.ALL, plan));
            Statement after = statements.of(query(cut, END, BucketScope.ALL, plan));
            assertThat(before.total().plus(after.total()))
                    .describedAs("%s cut at %s", plan.name(), cut)
                    .isEqualTo(whole.total());
            for (LineKind kind : LineKind.values()) {
                assertThat(byteMillis(before, kind).add(byteMillis(after, kind)))
                        .isEqualTo(byteMillis(whole, kind));
            }
        }
    }

    private static void assertBucketsAddUp(
            Statements statements, Statement whole, PricePlan plan) {
        List<Statement> parts =
                BUCKETS.stream()
                        .map(
                                name -> statements.of(
                                        query(
                                                BEGIN,
                                                END,
                                                new BucketScope(new BucketName(name), null),
                                                plan)))
                        .toList();
        for (LineKind kind : LineKind.values()) {
            if (kind == LineKind.MINIMUM_CHARGE) {
                continue;
            }
            assertThat(
                    parts.stream()
                            .map(part -> amount(part, kind))
                            .reduce(Fraction.ZERO, Fraction::plus))
                    .describedAs("%s by %s", kind, plan.name())
                    .isEqualTo(amount(whole, kind));
        }
        Fraction owners =
                List.of("anna", "ben").stream()
                        .map(
                                owner -> statements.of(
                                        query(BEGIN, END, new BucketScope(null, owner), plan)))
                        .map(Statement::total)
                        .reduce(Fraction.ZERO, Fraction::plus);
        assertThat(owners).isEqualTo(whole.total());
    }

    private void live(Storage storage, Random random) throws IOException {
        for (int i = 0; i < BUCKETS.size(); i++) {
            storage.buckets()
                    .create(
                            new BucketName(BUCKETS.get(i)),
                            i % 2 == 0 ? "anna" : "ben",
                            "us-east-1");
        }
        for (int i = 0; i < STEPS; i++) {
            now.updateAndGet(
                    instant -> instant.plus(random.nextInt(36 * 3600), ChronoUnit.SECONDS));
            BucketName bucket = new BucketName(BUCKETS.get(random.nextInt(BUCKETS.size())));
            ObjectKey key = new ObjectKey("key" + random.nextInt(3));
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    Upload upload = storage.uploads().create(bucket, key, upload());
                    open.add(new OpenOne(bucket, upload));
                    part(storage, open.getLast(), random);
                }
                case 2 -> end(storage, random);
                case 3 ->
                        storage.objects()
                                .put(
                                        bucket,
                                        key,
                                        object(),
                                        WriteCondition.NONE,
                                        new ZeroContent(1 + random.nextInt(300_000)));
                case 4 ->
                        storage.objects().delete(bucket, key, null, WriteCondition.NONE);
                default -> {
                    if (!open.isEmpty()) {
                        part(storage, open.get(random.nextInt(open.size())), random);
                    }
                }
            }
        }
    }

    private void end(Storage storage, Random random) {
        if (!open.isEmpty()) {
            OpenOne one = open.remove(random.nextInt(open.size()));
            storage.uploads().abort(one.bucket(), one.upload().key(), one.upload().uploadId());
        }
    }

    private static void part(Storage storage, OpenOne one, Random random) throws IOException {
        storage.uploads()
                .putPart(
                        one.bucket(),
                        one.upload().key(),
                        one.upload().uploadId(),
                        1 + random.nextInt(3),
                        new ZeroContent(1 + random.nextInt(300_000)));
    }

    private static NewUpload upload() {
        return new NewUpload(
                object(),
                new Initiator("anna", "key", "192.0.2.7", "test"),
                ChecksumAlgorithm.CRC64NVME,
                ChecksumType.FULL_OBJECT,
                false);
    }

    private static NewObject object() {
        return new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, "anna");
    }

    private static StatementQuery query(
            Instant from, Instant to, BucketScope scope, @Nullable PricePlan plan) {
        return new StatementQuery(new Period(from, to), scope, plan);
    }

    private static BigInteger byteMillis(Statement statement, LineKind kind) {
        return statement.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(Statement.Line::byteMillis)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Fraction amount(Statement statement, LineKind kind) {
        return statement.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(Statement.Line::amount)
                .reduce(Fraction.ZERO, Fraction::plus);
    }
}

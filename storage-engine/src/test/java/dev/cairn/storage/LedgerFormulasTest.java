package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.StorageClass;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows of hours, and of days, give to the byte-millisecond what the definition gives part by part.
 */
final class LedgerFormulasTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NEVER = MIDNIGHT.plus(Duration.ofDays(400));
    private static final long P = 104_857_600;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** A part: when its upload began, when it landed, how and when it ended. */
    private record Life(
            long sizeBytes,
            Instant created,
            Instant landed,
            @Nullable CohortEvent end,
            Instant ended) {
        private boolean completed() {
            return end == CohortEvent.COMPLETED;
        }

        BigInteger active(long activeDays, Instant from, Instant to) {
            return bytes(landed, min(ended, created.plus(Duration.ofDays(activeDays))), from, to);
        }

        /** From the end of being active to the end of the retention; completion ends both. */
        BigInteger deleted(long activeDays, long retentionDays, Instant from, Instant to) {
            Instant limit = created.plus(Duration.ofDays(activeDays));
            if (completed() && !ended.isAfter(limit)) {
                return BigInteger.ZERO;
            }
            Instant begin = max(landed, min(ended, limit));
            Instant end = created.plus(Duration.ofDays(retentionDays));
            return bytes(begin, completed() ? min(end, ended) : end, from, to);
        }

        private BigInteger bytes(Instant begin, Instant end, Instant from, Instant to) {
            long millis =
                    min(end, to).toEpochMilli() - max(begin, from).toEpochMilli();
            return BigInteger.valueOf(sizeBytes).multiply(BigInteger.valueOf(Math.max(0, millis)));
        }
    }

    /**
     * A line of the table in the definitions.
     *
     * @param activeDays of the plan
     * @param active expected, in parts times hours
     * @param deleted likewise
     */
    record Example(
            String name,
            List<Life> parts,
            long activeDays,
            long retentionDays,
            long active,
            long deleted) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() {
        long ever = ByteTime.FOR_EVER;
        Instant due = Instant.parse("2026-03-05T00:00:00Z");
        List<Life> abandoned = three(null, NEVER);
        List<Life> late = List.of(part(29), part(29));
        return Stream.of(
                new Example("1", abandoned, 30, 30, 3 * 720, 0),
                new Example("2", abandoned, 30, 90, 3 * 720, 3 * 1440),
                new Example("3 to April", three(null, NEVER), ever, 0, 3 * 9590, 0),
                new Example("4", removed(hours(182)), ever, 0, 3 * 182, 0),
                new Example("5", removed(due), 30, 90, 3 * 86, 3 * 2074),
                new Example("5b", removed(due), 30, 30, 3 * 86, 3 * 634),
                new Example("6", removed(days(10)), 30, 90, 3 * 240, 3 * 1920),
                new Example("6b", removed(days(10)), 30, 30, 3 * 240, 3 * 480),
                new Example("6b without retention", removed(days(10)), ever, 0, 3 * 240, 0),
                new Example("7", completed(29), 30, 90, 3 * 696, 0),
                new Example("8", completed(31), 30, 90, 3 * 720, 3 * 24),
                new Example("8b", removed(days(30)), 30, 90, 3 * 720, 3 * 1440),
                new Example("9", and(abandoned, late), 30, 90, 3 * 720 + 48, 5 * 1440),
                new Example(
                        "10",
                        List.of(part(0), part(1), part(2)),
                        30,
                        90,
                        87 * 24,
                        3 * 1440),
                new Example("11", replaced(), 30, 90, 90 * 24, 265 * 24),
                new Example("12", List.of(part(35)), 30, 90, 0, 55 * 24),
                new Example("14", unnamed(), 30, 90, 9, 2157));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isWhatTheDefinitionsSay(Example example) {
        for (LedgerUnit unit : LedgerUnit.values()) {
            ByteTime rows = rows(example.parts(), unit);
            long activeDays = example.activeDays();
            long retentionDays = example.retentionDays();
            assertThat(rows.active(activeDays, MIDNIGHT, NEVER))
                    .isEqualTo(hours(example.active(), P));
            assertThat(rows.deleted(activeDays, retentionDays, MIDNIGHT, NEVER))
                    .isEqualTo(hours(example.deleted(), P));
        }
    }

    /** Any plan, any period, any parts: also with many in one cell, and cut at any hour. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomParts_areWhatTheDefinitionSays(long seed) {
        Random random = new Random(seed);
        List<Life> parts = Stream.generate(() -> randomLife(random)).limit(200).toList();
        for (LedgerUnit unit : LedgerUnit.values()) {
            ByteTime rows = rows(parts, unit);
            for (int i = 0; i < 100; i++) {
                long a = random.nextInt(6);
                long n = random.nextInt(9);
                long units = 12 * DAY_MILLIS / unit.millis();
                Instant p = MIDNIGHT.plusMillis(random.nextLong(units) * unit.millis());
                Instant q = p.plusMillis(random.nextLong(units) * unit.millis());
                assertThat(rows.of(ByteClass.UPLOAD_OPEN, p, q))
                        .isEqualTo(sum(parts, life -> life.active(ByteTime.FOR_EVER, p, q)));
                assertThat(rows.active(a, p, q))
                        .isEqualTo(sum(parts, life -> life.active(a, p, q)));
                assertThat(rows.deleted(a, n, p, q))
                        .describedAs("%s %s %s %s %s", a, n, p, q, unit)
                        .isEqualTo(sum(parts, life -> life.deleted(a, n, p, q)));
            }
        }
    }

    private static BigInteger sum(
            List<Life> parts, Function<Life, BigInteger> of) {
        return parts.stream().map(of).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Life randomLife(Random random) {
        Instant created = randomly(random, MIDNIGHT, 2);
        Instant landed = randomly(random, created, 4);
        Instant ended = randomly(random, landed, 5);
        return switch (random.nextInt(3)) {
            case 0 -> new Life(random.nextLong(1L << 45), created, landed, null, NEVER);
            case 1 ->
                    new Life(
                            random.nextLong(1L << 45),
                            created,
                            landed,
                            CohortEvent.REMOVED,
                            ended);
            default ->
                    new Life(
                            random.nextLong(1L << 45),
                            created,
                            landed,
                            CohortEvent.COMPLETED,
                            ended);
        };
    }

    /** Often a whole number of days or hours later, or nearly so: there the bit decides. */
    private static Instant randomly(Random random, Instant after, int days) {
        long more =
                switch (random.nextInt(3)) {
                    case 0 -> random.nextLong(days) * DAY_MILLIS;
                    case 1 -> random.nextLong(days * 24L) * LedgerUnit.HOUR.millis();
                    default -> random.nextLong(days * DAY_MILLIS);
                };
        return after.plusMillis(more + random.nextInt(3));
    }

    private static ByteTime rows(List<Life> parts, LedgerUnit unit) {
        PlainLedger plain = new PlainLedger();
        for (Life part : parts) {
            StorageClass in = StorageClass.STANDARD;
            plain.landed(in, part.created(), part.sizeBytes(), part.landed());
            CohortEvent end = part.end();
            if (end != null) {
                plain.left(in, part.created(), part.sizeBytes(), end, part.ended());
            }
        }
        Instant hoursFrom = unit == LedgerUnit.HOUR ? Instant.EPOCH : NEVER;
        return new ByteTime(plain.sums(hoursFrom), plain.cohorts(hoursFrom));
    }

    private static Instant days(long days) {
        return T0.plus(Duration.ofDays(days));
    }

    private static Instant hours(long hours) {
        return T0.plus(Duration.ofHours(hours));
    }

    private static BigInteger hours(long partHours, long bytes) {
        return BigInteger.valueOf(partHours)
                .multiply(BigInteger.valueOf(bytes))
                .multiply(BigInteger.valueOf(LedgerUnit.HOUR.millis()));
    }

    private static Life part(long landedDay) {
        return new Life(P, T0, days(landedDay), null, NEVER);
    }

    private static List<Life> three(@Nullable CohortEvent end, Instant ended) {
        Life part = new Life(P, T0, T0, end, ended);
        return List.of(part, part, part);
    }

    private static List<Life> removed(Instant at) {
        return three(CohortEvent.REMOVED, at);
    }

    private static List<Life> completed(long day) {
        Life late = new Life(P, T0, days(day), CohortEvent.COMPLETED, days(day));
        return and(three(CohortEvent.COMPLETED, days(day)), List.of(late, late));
    }

    /** Part 2 is sent again five days later. */
    private static List<Life> replaced() {
        Life first = new Life(P, T0, T0, CohortEvent.REMOVED, days(5));
        return List.of(part(0), first, part(5), part(0));
    }

    /** Completed three hours later with two of the three. */
    private static List<Life> unnamed() {
        Life named = new Life(P, T0, T0, CohortEvent.COMPLETED, hours(3));
        return List.of(named, named, new Life(P, T0, T0, CohortEvent.REMOVED, hours(3)));
    }

    private static List<Life> and(List<Life> some, List<Life> more) {
        List<Life> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

package dev.cairn.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.LedgerUnit;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples of docs/BILLING.md to the byte-second: three parts of 100 MiB, initiated on the first of
 * March at ten.
 */
class BillingExamplesTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2027-01-01T00:00:00Z");
    private static final long P = 104_857_600;
    private static final long S = 3 * P;
    private static final long S5 = 5 * P;
    private static final PricePlan RESERVED = TestPlans.of(30, 30, 0);
    private static final PricePlan PAYG = TestPlans.of(30, 90, 0);
    private static final PricePlan AWS = TestPlans.of(TestPlans.FOR_EVER, 0, 0);

    @ParameterizedTest
    @EnumSource
    void example1_abandonedOnA30DayPlan(LedgerUnit unit) {
        TestLedger ledger = abandoned(unit);
        expect(ledger, RESERVED, 30 * S, 0);
        expectDay(ledger, RESERVED, "2026-03-01", 183_500_800);
        for (int day = 2; day <= 30; day++) {
            expectDay(ledger, RESERVED, "2026-03-%02d".formatted(day), S);
        }
        expectDay(ledger, RESERVED, "2026-03-31", 131_072_000);
        expectDay(ledger, RESERVED, "2026-04-01", 0);
    }

    @ParameterizedTest
    @EnumSource
    void example2_abandonedOnA90DayPlan(LedgerUnit unit) {
        expect(abandoned(unit), PAYG, 9_437_184_000L, 18_874_368_000L);
        Period after = new Period(Instant.parse("2026-05-31T00:00:00Z"), LATE);
        assertThat(abandoned(unit).within(PAYG, BilledClass.DELETED, after).bytes()).isZero();
        Period last =
                new Period(
                        Instant.parse("2026-05-30T00:00:00Z"),
                        Instant.parse("2026-05-31T00:00:00Z"));
        assertThat(abandoned(unit).within(PAYG, BilledClass.DELETED, last).bytes())
                .isEqualTo(byteMillis(S * 10, Duration.ofHours(1)));
    }

    @Test
    void example3_abandonedWithoutAnyRule() {
        TestLedger ledger = abandoned(LedgerUnit.HOUR);
        expectMonth(ledger, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", 9_620_684_800L);
        expectMonth(ledger, "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z", 9_437_184_000L);
        assertThat(deleted(ledger, AWS)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void example4_abortedByARuleOfSevenDays(LedgerUnit unit) {
        TestLedger ledger = removed(unit, Instant.parse("2026-03-09T00:00:00Z"));
        expect(ledger, AWS, 2_385_510_400L, 0);
        expectDay(ledger, AWS, "2026-03-01", 183_500_800);
        expectDay(ledger, AWS, "2026-03-08", S);
        expectDay(ledger, AWS, "2026-03-09", 0);
    }

    @ParameterizedTest
    @EnumSource
    void example5_abortedByARuleOfThreeDays(LedgerUnit unit) {
        TestLedger ledger = removed(unit, Instant.parse("2026-03-05T00:00:00Z"));
        expect(ledger, PAYG, 1_127_219_200L, 27_184_332_800L);
        expect(ledger, RESERVED, 1_127_219_200L, 8_309_964_800L);
    }

    @ParameterizedTest
    @EnumSource
    void example6_abortedByTheClientAfterTenDays(LedgerUnit unit) {
        TestLedger ledger = removed(unit, day(10));
        expect(ledger, PAYG, 3_145_728_000L, 25_165_824_000L);
        expect(ledger, RESERVED, 3_145_728_000L, 6_291_456_000L);
        expect(ledger, AWS, 3_145_728_000L, 0);
    }

    @ParameterizedTest
    @EnumSource
    void example7_completedAfter29Days(LedgerUnit unit) {
        TestLedger ledger = completed(unit, 29);
        expect(ledger, PAYG, 9_122_611_200L, 0);
        expectCurrent(ledger, day(29), S5);
    }

    @ParameterizedTest
    @EnumSource
    void example8_completedAfter31Days(LedgerUnit unit) {
        TestLedger ledger = completed(unit, 31);
        expect(ledger, PAYG, 9_437_184_000L, S);
        expectCurrent(ledger, day(31), S5);
    }

    @ParameterizedTest
    @EnumSource
    void example8b_removedByThePlanAfter30Days(LedgerUnit unit) {
        expect(removed(unit, day(30)), PAYG, 9_437_184_000L, 18_874_368_000L);
    }

    @ParameterizedTest
    @EnumSource
    void example9_laterPartsOfAnAbandonedUpload(LedgerUnit unit) {
        TestLedger ledger = abandoned(unit).part(T0, P, day(29)).part(T0, P, day(29));
        expect(ledger, PAYG, 9_437_184_000L + 209_715_200L, 60 * S5);
    }

    @ParameterizedTest
    @EnumSource
    void example10_partsOfThreeDays(LedgerUnit unit) {
        TestLedger ledger =
                new TestLedger(unit).part(T0, P, T0).part(T0, P, day(1)).part(T0, P, day(2));
        expect(ledger, PAYG, 9_122_611_200L, 18_874_368_000L);
    }

    @ParameterizedTest
    @EnumSource
    void example11_partSentAgain(LedgerUnit unit) {
        TestLedger ledger =
                abandoned(unit)
                        .partEnds(T0, P, CohortEvent.REMOVED, day(5))
                        .part(T0, P, day(5));
        expect(ledger, PAYG, 9_437_184_000L, 27_787_264_000L);
    }

    @ParameterizedTest
    @EnumSource
    void example12_partThatLandsAfterTheActiveDays(LedgerUnit unit) {
        expect(new TestLedger(unit).part(T0, P, day(35)), PAYG, 0, 5_767_168_000L);
    }

    @ParameterizedTest
    @EnumSource
    void example13_objectDeletedAfterTenDays(LedgerUnit unit) {
        TestLedger ledger =
                new TestLedger(unit).object(S5, T0).objectEnds(T0, S5, day(10));
        assertThat(inDays(ledger.within(PAYG, BilledClass.CURRENT, all())))
                .isEqualTo(5_242_880_000L);
        assertThat(deleted(ledger, PAYG)).isEqualTo(41_943_040_000L);
        assertThat(deleted(ledger, RESERVED)).isEqualTo(10_485_760_000L);
        assertThat(deleted(ledger, AWS)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void example14_partThatCompleteDoesNotName(LedgerUnit unit) {
        Instant complete = T0.plus(Duration.ofHours(3));
        TestLedger ledger =
                abandoned(unit)
                        .partEnds(T0, P, CohortEvent.COMPLETED, complete)
                        .partEnds(T0, P, CohortEvent.COMPLETED, complete)
                        .partEnds(T0, P, CohortEvent.REMOVED, complete)
                        .object(2 * P, complete);
        expect(ledger, PAYG, 39_321_600L, 9_424_076_800L);
        expectCurrent(ledger, complete, 2 * P);
    }

    @Test
    void smallObject_isPaddedAndItsPartsAreNot() {
        PricePlan padded = TestPlans.of(30, 90, 4096);
        TestLedger ledger =
                new TestLedger(LedgerUnit.HOUR)
                        .object(100, T0)
                        .objectEnds(T0, 100, day(1))
                        .part(T0, 100, T0);
        assertThat(ledger.within(padded, BilledClass.CURRENT, all()).charged())
                .isEqualTo(byteMillis(4096, Duration.ofDays(1)));
        assertThat(ledger.within(padded, BilledClass.CURRENT, all()).bytes())
                .isEqualTo(byteMillis(100, Duration.ofDays(1)));
        assertThat(ledger.within(padded, BilledClass.UPLOAD_OPEN, all()).charged())
                .isEqualTo(byteMillis(100, Duration.ofDays(30)));
        assertThat(ledger.within(padded, BilledClass.DELETED, all()).charged())
                .isEqualTo(
                        byteMillis(4096, Duration.ofDays(89))
                                .add(byteMillis(100, Duration.ofDays(60))));
        assertThat(ledger.before(padded, BilledClass.DELETED, day(2)).charged()).isEqualTo(4096);
        assertThat(ledger.before(padded, BilledClass.DELETED, day(2)).count()).isEqualTo(1);
    }

    @Test
    void levels_areThoseOfTheLastMomentBefore() {
        TestLedger ledger = abandoned(LedgerUnit.HOUR);
        assertThat(ledger.before(PAYG, BilledClass.UPLOAD_OPEN, T0).bytes()).isZero();
        assertThat(ledger.before(PAYG, BilledClass.UPLOAD_OPEN, day(30)).bytes()).isEqualTo(S);
        assertThat(ledger.before(PAYG, BilledClass.DELETED, day(30)).bytes()).isZero();
        Instant hourLater = day(30).plus(Duration.ofHours(1));
        assertThat(ledger.before(PAYG, BilledClass.UPLOAD_OPEN, hourLater).bytes()).isZero();
        assertThat(ledger.before(PAYG, BilledClass.DELETED, hourLater).bytes()).isEqualTo(S);
        assertThat(ledger.before(PAYG, BilledClass.DELETED, day(90)).bytes()).isEqualTo(S);
        assertThat(ledger.before(PAYG, BilledClass.DELETED, day(91)).bytes()).isZero();
    }

    @Test
    void periodCutAtAnyHour_isTheSumOfItsParts() {
        TestLedger ledger = completed(LedgerUnit.HOUR, 31).part(T0.minusMillis(1), 7, day(5));
        Instant from = day(28);
        Instant to = day(33);
        for (PricePlan plan : List.of(RESERVED, PAYG, AWS)) {
            for (BilledClass billed : BilledClass.values()) {
                BigInteger whole = ledger.within(plan, billed, new Period(from, to)).bytes();
                for (Instant cut : cuts(from, to).toList()) {
                    assertThat(
                            ledger.within(plan, billed, new Period(from, cut))
                                    .plus(ledger.within(plan, billed, new Period(cut, to)))
                                    .bytes())
                            .isEqualTo(whole);
                }
            }
        }
    }

    private static Stream<Instant> cuts(Instant from, Instant to) {
        return Stream.iterate(
                from.plus(Duration.ofHours(1)),
                cut -> cut.isBefore(to),
                cut -> cut.plus(Duration.ofHours(1)));
    }

    private static TestLedger abandoned(LedgerUnit unit) {
        return new TestLedger(unit).part(T0, P, T0).part(T0, P, T0).part(T0, P, T0);
    }

    private static TestLedger removed(LedgerUnit unit, Instant at) {
        TestLedger ledger = abandoned(unit);
        for (int part = 1; part <= 3; part++) {
            ledger.partEnds(T0, P, CohortEvent.REMOVED, at);
        }
        return ledger;
    }

    /** Parts 4 and 5 land at the moment of completion. */
    private static TestLedger completed(LedgerUnit unit, int after) {
        TestLedger ledger =
                abandoned(unit).part(T0, P, day(after)).part(T0, P, day(after));
        for (int part = 1; part <= 5; part++) {
            ledger.partEnds(T0, P, CohortEvent.COMPLETED, day(after));
        }
        return ledger.object(S5, day(after));
    }

    private static void expect(
            TestLedger ledger, PricePlan plan, long activeByteDays, long deletedByteDays) {
        assertThat(inDays(ledger.within(plan, BilledClass.UPLOAD_OPEN, all())))
                .isEqualTo(activeByteDays);
        assertThat(deleted(ledger, plan)).isEqualTo(deletedByteDays);
    }

    private static void expectDay(
            TestLedger ledger, PricePlan plan, String day, long byteDays) {
        Instant start = Instant.parse(day + "T00:00:00Z");
        Period period = new Period(start, start.plus(Duration.ofDays(1)));
        assertThat(inDays(ledger.within(plan, BilledClass.UPLOAD_OPEN, period)))
                .isEqualTo(byteDays);
    }

    private static void expectMonth(TestLedger ledger, String from, String to, long byteDays) {
        Period period = new Period(Instant.parse(from), Instant.parse(to));
        assertThat(inDays(ledger.within(AWS, BilledClass.UPLOAD_OPEN, period)))
                .isEqualTo(byteDays);
    }

    private static void expectCurrent(TestLedger ledger, Instant since, long sizeBytes) {
        assertThat(ledger.within(PAYG, BilledClass.CURRENT, all()).bytes())
                .isEqualTo(byteMillis(sizeBytes, Duration.between(since, LATE)));
    }

    private static long deleted(TestLedger ledger, PricePlan plan) {
        return inDays(ledger.within(plan, BilledClass.DELETED, all()));
    }

    private static Period all() {
        return new Period(MARCH, LATE);
    }

    private static Instant day(int days) {
        return T0.plus(Duration.ofDays(days));
    }

    private static long inDays(Held held) {
        BigInteger day = BigInteger.valueOf(Duration.ofDays(1).toMillis());
        BigInteger[] days = held.bytes().divideAndRemainder(day);
        assertThat(days[1]).isZero();
        return days[0].longValueExact();
    }

    private static BigInteger byteMillis(long bytes, Duration time) {
        return BigInteger.valueOf(bytes).multiply(BigInteger.valueOf(time.toMillis()));
    }
}

package dev.cairn.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MonthChargesTest {
    private static final long GIB = 1L << 30;
    private static final PricePlan TIERED =
            TestPlans.read(
                    """
                    name: tiered
                    currency: USD
                    unitBytes: 1073741824
                    monthBasis: 30-days
                    minimumMonthlyCharge: 50
                    storage:
                      STANDARD: {tiers: [{upToUnits: 10, price: 0}, {upToUnits: 20, price: 2}, {price: 1}]}
                      GLACIER: {price: 1, prices: {deleted: 0.5}}
                    requests:
                      tier1: {per: 1000, tiers: [{upToUnits: 1, price: 0}, {price: 3}]}
                    dataOut: {price: 7, freeTimesStored: 1}
                    """);

    /** 182 hours of 300 MiB in a month of 744 hours at 0.023 a GiB: docs/BILLING.md, example 4. */
    @Test
    void byteTime_isPricedByTheLengthOfItsMonth() {
        PricePlan aws =
                TestPlans.read(
                        """
                        name: aws
                        currency: USD
                        unitBytes: 1073741824
                        monthBasis: calendar
                        storage: {STANDARD: {price: 0.023}}
                        """);
        Consumption used = uploads(314_572_800L, Duration.ofHours(182));
        Period march = Period.of(YearMonth.of(2026, 3));
        Charge charge = charge(aws, march, Consumption.NOTHING, used, LineKind.INCOMPLETE_UPLOADS);
        assertThat(charge.amount().rounded(6)).isEqualTo(new BigDecimal("0.001648"));
        Period april = Period.of(YearMonth.of(2026, 4));
        assertThat(
                charge(aws, april, Consumption.NOTHING, used, LineKind.INCOMPLETE_UPLOADS)
                        .amount())
                .isEqualTo(
                        charge.amount()
                                .times(Fraction.of(31))
                                .dividedBy(Fraction.of(30)));
    }

    @Test
    void tiers_goByTheMonthOfTheAccount_andPartsAddUp() {
        Consumption first = uploads(15 * GIB, Duration.ofDays(30));
        Consumption second = uploads(10 * GIB, Duration.ofDays(30));
        Period part = new Period(at("2026-03-01T00:00:00Z"), at("2026-03-11T00:00:00Z"));
        Charge one =
                charge(TIERED, part, Consumption.NOTHING, first, LineKind.INCOMPLETE_UPLOADS);
        Charge two = charge(TIERED, part, first, second, LineKind.INCOMPLETE_UPLOADS);
        assertThat(one.amount()).isEqualTo(Fraction.of(10));
        assertThat(one.unitPrice()).isNull();
        assertThat(two.amount()).isEqualTo(Fraction.of(15));
        Charge whole =
                charge(
                        TIERED,
                        part,
                        Consumption.NOTHING,
                        first.plus(second),
                        LineKind.INCOMPLETE_UPLOADS);
        assertThat(whole.amount()).isEqualTo(one.amount().plus(two.amount()));
    }

    @Test
    void oneBucketOfAnAccount_paysItsShareOfTheTiers() {
        Consumption bucket = uploads(5 * GIB, Duration.ofDays(30));
        Consumption account = bucket.plus(uploads(10 * GIB, Duration.ofDays(30)));
        AccountMonth month =
                new AccountMonth(TIERED, march(), Consumption.NOTHING, account, bucket);
        Map<LineKey, Charge> lines = MonthCharges.of(month, false);
        assertThat(line(lines, LineKind.INCOMPLETE_UPLOADS).amount())
                .isEqualTo(Fraction.of(10).dividedBy(Fraction.of(3)));
        assertThat(lines.keySet()).noneMatch(key -> key.kind() == LineKind.MINIMUM_CHARGE);
    }

    @Test
    void minimum_isDueWithTheLastHourOfTheMonth() {
        Consumption used = uploads(15 * GIB, Duration.ofDays(30));
        assertThat(
                charge(TIERED, march(), Consumption.NOTHING, used, LineKind.MINIMUM_CHARGE)
                        .amount())
                .isEqualTo(Fraction.of(40));
        Period part = new Period(at("2026-03-01T00:00:00Z"), at("2026-03-31T23:00:00Z"));
        assertThat(
                MonthCharges.of(
                        new AccountMonth(TIERED, part, Consumption.NOTHING, used, used), true)
                        .keySet())
                .noneMatch(key -> key.kind() == LineKind.MINIMUM_CHARGE);
        Period last = new Period(at("2026-03-31T23:00:00Z"), at("2026-04-01T00:00:00Z"));
        assertThat(
                charge(TIERED, last, used, Consumption.NOTHING, LineKind.MINIMUM_CHARGE).amount())
                .isEqualTo(Fraction.of(40));
    }

    @Test
    void classWithAPriceOfItsOwn_standsOutsideTheTiers() {
        StorageKey deleted = new StorageKey(BilledClass.DELETED, StorageClass.GLACIER);
        Consumption used =
                new Consumption(
                        Map.of(deleted, held(GIB, Duration.ofDays(30))), Map.of(), 0, 0);
        Map<LineKey, Charge> lines =
                MonthCharges.of(
                        new AccountMonth(TIERED, march(), Consumption.NOTHING, used, used), true);
        LineKey line =
                new LineKey(TIERED.name(), LineKind.DELETED_STORAGE, StorageClass.GLACIER);
        Charge charge = Objects.requireNonNull(lines.get(line));
        assertThat(charge.amount().rounded(6)).isEqualByComparingTo("0.5");
        assertThat(charge.unitPrice()).isEqualByComparingTo("0.5");
    }

    @Test
    void requestsAndTransfer_haveTheirOwnUnits() {
        Consumption used =
                new Consumption(
                        Map.of(
                                new StorageKey(BilledClass.CURRENT, StorageClass.STANDARD),
                                held(GIB, Duration.ofDays(30))),
                        Map.of(RequestGroup.TIER1, 2500L),
                        0,
                        3 * GIB);
        Charge requests =
                charge(TIERED, march(), Consumption.NOTHING, used, LineKind.REQUESTS_TIER1);
        assertThat(requests.quantity().rounded(1)).isEqualByComparingTo("2.5");
        assertThat(requests.amount().rounded(1)).isEqualByComparingTo("4.5");
        Charge sent = charge(TIERED, march(), Consumption.NOTHING, used, LineKind.DATA_OUT);
        assertThat(sent.amount()).isEqualTo(Fraction.of(14));
    }

    private static Charge charge(
            PricePlan plan, Period part, Consumption before, Consumption used, LineKind kind) {
        return line(
                MonthCharges.of(new AccountMonth(plan, part, before, used, used), true), kind);
    }

    private static Charge line(Map<LineKey, Charge> lines, LineKind kind) {
        return lines.entrySet().stream()
                .filter(line -> line.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Consumption uploads(long bytes, Duration time) {
        StorageKey key = new StorageKey(BilledClass.UPLOAD_OPEN, StorageClass.STANDARD);
        return new Consumption(Map.of(key, held(bytes, time)), Map.of(), 0, 0);
    }

    private static Held held(long bytes, Duration time) {
        BigInteger byteMillis =
                BigInteger.valueOf(bytes).multiply(BigInteger.valueOf(time.toMillis()));
        return new Held(byteMillis, byteMillis, BigInteger.ZERO);
    }

    private static Period march() {
        return Period.of(YearMonth.of(2026, 3));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}

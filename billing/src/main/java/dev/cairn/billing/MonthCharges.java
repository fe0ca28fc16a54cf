package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.billing.plan.PriceSchedule;
import dev.cairn.billing.plan.RequestPrice;
import dev.cairn.billing.plan.RequestTier;
import dev.cairn.billing.plan.StoragePrice;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices the month of an account.
 *
 * <p>What a schedule of tiers charges for a part of a month is what it charges for the month up to
 * the end of the part, less what it charges up to its beginning; so parts add up to the whole. That is
 * shared among the lines and buckets of the part in proportion to what they used in it.
 */
final class MonthCharges {
    private static final List<BilledClass> ACTIVE =
            List.of(BilledClass.CURRENT, BilledClass.NONCURRENT, BilledClass.UPLOAD_OPEN);

    private final AccountMonth month;
    private final PricePlan plan;
    private final Fraction unitMonth;
    private final Map<LineKey, Charge> charges = new TreeMap<>();

    private MonthCharges(AccountMonth month) {
        this.month = month;
        this.plan = month.plan();
        this.unitMonth =
                Fraction.of(plan.unit().bytes())
                        .times(
                                Fraction.of(
                                        plan.monthBasis()
                                                .length(month.part().month())
                                                .toMillis()));
    }

    /**
     * The lines of what is asked for.
     *
     * @param wholeAccount whether all of the account is, so that the minimum charge belongs to it
     */
    static Map<LineKey, Charge> of(AccountMonth month, boolean wholeAccount) {
        MonthCharges made = new MonthCharges(month);
        for (StorageClass storageClass : made.plan.storage().keySet()) {
            made.addStorage(storageClass);
        }
        for (RequestTier tier : made.plan.requests().keySet()) {
            made.addRequests(tier);
        }
        made.addDataOut();
        if (wholeAccount) {
            made.addMinimum();
        }
        return made.charges;
    }

    private void addStorage(StorageClass storageClass) {
        StoragePrice price = plan.storage(storageClass);
        Fraction before = pooled(month.before(), storageClass);
        Fraction within = pooled(month.all(), storageClass);
        Fraction after = before.plus(within);
        Fraction cost = price.schedule().cost(after).minus(price.schedule().cost(before));
        BigDecimal unitPrice = price.schedule().priceBetween(before, after).orElse(null);
        for (BilledClass billed : BilledClass.values()) {
            BigInteger millis =
                    month.asked().storage(new StorageKey(billed, storageClass)).charged();
            Fraction quantity = unitMonths(millis);
            BigDecimal own = price.own(billed).orElse(null);
            Fraction amount =
                    own == null
                            ? share(cost, quantity, within)
                            : quantity.times(Fraction.of(own));
            boolean shown = storageClass == StorageClass.STANDARD || millis.signum() != 0;
            if (shown) {
                charges.put(
                        new LineKey(plan.name(), LineKind.of(billed), storageClass),
                        new Charge(quantity, millis, own == null ? unitPrice : own, amount));
            }
        }
    }

    private void addRequests(RequestTier tier) {
        RequestPrice price = plan.requests(tier);
        Fraction before = units(month.before(), tier, price);
        Fraction within = units(month.all(), tier, price);
        Fraction asked = units(month.asked(), tier, price);
        Fraction after = before.plus(within);
        PriceSchedule schedule = price.schedule();
        Fraction cost = schedule.cost(after).minus(schedule.cost(before));
        put(
                LineKind.of(tier),
                asked,
                schedule.priceBetween(before, after).orElse(null),
                share(cost, asked, within));
    }

    private void addDataOut() {
        Fraction sentBefore = sent(month.before());
        Fraction sentWithin = sent(month.all());
        Fraction storedBefore = stored(month.before());
        Fraction storedWithin = stored(month.all());
        Fraction cost =
                plan.dataOut()
                        .cost(sentBefore.plus(sentWithin), storedBefore.plus(storedWithin))
                        .minus(plan.dataOut().cost(sentBefore, storedBefore));
        Fraction asked = sent(month.asked());
        // Storing makes sending cheaper where a multiple of it is free, also what was sent before.
        Fraction amount =
                sentWithin.signum() == 0
                        ? share(cost, stored(month.asked()), storedWithin)
                        : share(cost, asked, sentWithin);
        BigDecimal unitPrice =
                plan.dataOut().freeTimesStored() > 0
                        ? null
                        : plan.dataOut()
                                .schedule()
                                .priceBetween(sentBefore, sentBefore.plus(sentWithin))
                                .orElse(null);
        put(LineKind.DATA_OUT, asked, unitPrice, amount);
    }

    /** The minimum is known when the month is over, so its last hour bears what is short. */
    private void addMinimum() {
        Fraction minimum = Fraction.of(plan.minimumMonthlyCharge());
        if (minimum.signum() == 0 || !month.part().endsMonth()) {
            return;
        }
        Fraction missing = minimum.minus(activeStorage()).max(Fraction.ZERO);
        put(LineKind.MINIMUM_CHARGE, Fraction.of(1), null, missing);
    }

    /** What the active storage of the account costs for its whole month. */
    private Fraction activeStorage() {
        Consumption whole = month.before().plus(month.all());
        Fraction cost = Fraction.ZERO;
        for (StorageClass storageClass : plan.storage().keySet()) {
            StoragePrice price = plan.storage(storageClass);
            Fraction pooled = pooled(whole, storageClass);
            for (BilledClass billed : ACTIVE) {
                Fraction quantity = unitMonths(whole, billed, storageClass);
                cost =
                        cost.plus(
                                price.own(billed)
                                        .map(own -> quantity.times(Fraction.of(own)))
                                        .orElseGet(
                                                () -> share(
                                                        price.schedule().cost(pooled),
                                                        quantity,
                                                        pooled)));
            }
        }
        return cost;
    }

    /** Unit-months of the byte classes that share the schedule of a storage class. */
    private Fraction pooled(Consumption used, StorageClass storageClass) {
        StoragePrice price = plan.storage(storageClass);
        Fraction sum = Fraction.ZERO;
        for (BilledClass billed : BilledClass.values()) {
            if (price.own(billed).isEmpty()) {
                sum = sum.plus(unitMonths(used, billed, storageClass));
            }
        }
        return sum;
    }

    /** Unit-months of all active storage. */
    private Fraction stored(Consumption used) {
        Fraction sum = Fraction.ZERO;
        for (BilledClass billed : ACTIVE) {
            sum = sum.plus(unitMonths(used.storage(billed).charged()));
        }
        return sum;
    }

    private Fraction unitMonths(
            Consumption used, BilledClass billed, StorageClass storageClass) {
        return unitMonths(used.storage(new StorageKey(billed, storageClass)).charged());
    }

    private Fraction unitMonths(BigInteger byteMillis) {
        return Fraction.of(byteMillis).dividedBy(unitMonth);
    }

    private Fraction sent(Consumption used) {
        return Fraction.of(used.sentBytes()).dividedBy(Fraction.of(plan.unit().bytes()));
    }

    private static Fraction units(Consumption used, RequestTier tier, RequestPrice price) {
        RequestGroup group =
                switch (tier) {
                    case TIER1 -> RequestGroup.TIER1;
                    case TIER2 -> RequestGroup.TIER2;
                    case FREE -> RequestGroup.FREE;
                };
        return Fraction.of(used.requests(group)).dividedBy(Fraction.of(price.per()));
    }

    private static Fraction share(Fraction cost, Fraction part, Fraction whole) {
        return whole.signum() == 0 ? Fraction.ZERO : cost.times(part).dividedBy(whole);
    }

    private void put(
            LineKind kind, Fraction quantity, @Nullable BigDecimal unitPrice, Fraction amount) {
        charges.put(
                new LineKey(plan.name(), kind, null),
                new Charge(quantity, BigInteger.ZERO, unitPrice, amount));
    }
}

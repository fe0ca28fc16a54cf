package dev.cairn.billing;

import dev.cairn.billing.plan.PricePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the buckets of one owner used that one plan charges, month by month. */
final class Account {
    private final PricePlan plan;
    private final List<Period> months;
    private final @Nullable Period ahead;
    private final List<Consumption> all = new ArrayList<>();
    private final List<Consumption> asked = new ArrayList<>();
    private Consumption before = Consumption.NOTHING;

    /**
     * An account without buckets.
     *
     * @param wholeAccount whether all of its buckets are asked for, so that its minimum matters
     */
    Account(PricePlan plan, Period period, boolean wholeAccount) {
        this.plan = plan;
        this.months = period.months();
        this.ahead = ahead(plan, months.getFirst(), wholeAccount);
        for (int i = 0; i < months.size(); i++) {
            all.add(Consumption.NOTHING);
            asked.add(Consumption.NOTHING);
        }
    }

    /** The part of the first month before the period, where it decides about tiers or a minimum. */
    private static @Nullable Period ahead(PricePlan plan, Period first, boolean wholeAccount) {
        boolean begun = !first.from().equals(Period.startOf(first.month()));
        boolean minimum =
                wholeAccount && plan.minimumMonthlyCharge().signum() > 0 && first.endsMonth();
        return begun && (!plan.isFlat() || minimum)
                ? new Period(Period.startOf(first.month()), first.from())
                : null;
    }

    void add(BucketMeter meter, long space, boolean isAsked) {
        List<Period> periods = new ArrayList<>(months);
        if (ahead != null) {
            periods.addFirst(ahead);
        }
        List<Consumption> used = new ArrayList<>(meter.within(space, plan, periods));
        if (ahead != null) {
            before = before.plus(used.removeFirst());
        }
        for (int i = 0; i < used.size(); i++) {
            all.set(i, all.get(i).plus(used.get(i)));
            if (isAsked) {
                asked.set(i, asked.get(i).plus(used.get(i)));
            }
        }
    }

    Map<LineKey, Charge> charges(boolean wholeAccount) {
        Map<LineKey, Charge> charges = new TreeMap<>();
        for (int i = 0; i < months.size(); i++) {
            AccountMonth month =
                    new AccountMonth(
                            plan,
                            months.get(i),
                            i == 0 ? before : Consumption.NOTHING,
                            all.get(i),
                            asked.get(i));
            MonthCharges.of(month, wholeAccount)
                    .forEach((line, charge) -> charges.merge(line, charge, Charge::plus));
        }
        return charges;
    }

    PricePlan plan() {
        return plan;
    }
}

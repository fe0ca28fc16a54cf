package dev.cairn.billing;

import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.RequestSum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Asks the ledger what one bucket used, in one walk over its rows for all that is asked. */
final class BucketMeter {
    private final LedgerStore ledger;

    BucketMeter(LedgerStore ledger) {
        this.ledger = ledger;
    }

    /** What was used in each of some periods, which follow each other. */
    List<Consumption> within(long space, PricePlan plan, List<Period> periods) {
        List<Tally> tallies =
                periods.stream().map(period -> new Tally(plan, new TimeWithin(period))).toList();
        walk(space, plan, periods.getFirst().from(), periods.getLast().to(), tallies);
        List<Calls> calls = periods.stream().map(Calls::new).toList();
        ledger.requests(
                space,
                periods.getFirst().from(),
                periods.getLast().to(),
                row -> calls.forEach(each -> each.add(row)));
        List<Consumption> used = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            Calls called = calls.get(i);
            used.add(
                    new Consumption(
                            tallies.get(i).held(),
                            called.counts,
                            called.receivedBytes,
                            called.sentBytes));
        }
        return used;
    }

    /** What was held in the last moment before each of some hours, which ascend. */
    List<Map<StorageKey, Held>> before(long space, PricePlan plan, List<Instant> hours) {
        List<Tally> tallies =
                hours.stream().map(hour -> new Tally(plan, new LevelBefore(hour))).toList();
        walk(space, plan, hours.getFirst(), hours.getLast(), tallies);
        return tallies.stream().map(Tally::held).toList();
    }

    /**
     * What of that the cohorts tell, among it all deleted bytes: they lie together by time, so what
     * is older than the plan's days is not read. Nothing is read for a plan without retention.
     */
    Map<StorageKey, Held> cohortsBefore(long space, PricePlan plan, Instant hour) {
        Tally tally = new Tally(plan, new LevelBefore(hour));
        if (plan.minimumRetentionDaysMax() > 0) {
            ledger.cohorts(
                    space, hour.minus(Duration.ofDays(days(plan) + 1L)), hour, tally::add);
        }
        return tally.held();
    }

    private static int days(PricePlan plan) {
        Integer active = plan.unfinishedActiveDays();
        return Math.max(plan.minimumRetentionDaysMax(), active == null ? 0 : active);
    }

    private void walk(
            long space, PricePlan plan, Instant from, Instant to, List<Tally> tallies) {
        int days = days(plan);
        try {
            ledger.sums(space, to, row -> tallies.forEach(tally -> tally.add(row)));
            if (days > 0 || plan.unfinishedActiveDays() != null) {
                ledger.cohorts(
                        space,
                        from.minus(Duration.ofDays(days + 1L)),
                        to,
                        cell -> tallies.forEach(tally -> tally.add(cell)));
            }
        } catch (IllegalArgumentException cut) {
            throw new BillingException(
                    BillingException.Reason.DAY_CUT,
                    cut.getMessage() + ", which is kept as a whole by now");
        }
    }

    /** Counts the requests of a period. */
    private static final class Calls {
        private final Period period;
        private final Map<RequestGroup, Long> counts = new EnumMap<>(RequestGroup.class);
        private long receivedBytes;
        private long sentBytes;

        Calls(Period period) {
            this.period = period;
        }

        void add(RequestSum row) {
            if (!period.contains(row.start())) {
                return;
            }
            row.counts().forEach((group, count) -> counts.merge(group, count, Long::sum));
            receivedBytes += row.receivedBytes();
            sentBytes += row.sentBytes();
        }
    }
}

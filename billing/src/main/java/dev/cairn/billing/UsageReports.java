package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.model.LedgerBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says what was used, without prices; which bytes count as active or deleted is up to the plan. */
public final class UsageReports {
    private final LedgerStore ledger;
    private final LedgerBuckets buckets;
    private final BucketPlans plans;

    public UsageReports(LedgerStore ledger, BucketPlans plans) {
        this.ledger = ledger;
        this.buckets = new LedgerBuckets(ledger);
        this.plans = plans;
    }

    /** All buckets that a question is about together, day by day. */
    public List<UsageDay> daily(StatementQuery query) {
        List<Period> days = query.period().days();
        List<UsageDay> sums = new ArrayList<>(days.stream().map(UsageDay::nothing).toList());
        buckets.each(
                query.scope(),
                bucket -> {
                    List<UsageDay> more = days(bucket, plan(query, bucket), days);
                    for (int i = 0; i < sums.size(); i++) {
                        sums.set(i, sums.get(i).plus(more.get(i)));
                    }
                });
        return List.copyOf(sums);
    }

    /**
     * The buckets that a question is about one by one, by their ids, those alone of which anything is
     * known in the period.
     *
     * @param after the id of the last one seen; null from the start
     * @param more whether to go on after a bucket
     */
    public void each(
            StatementQuery query, @Nullable Long after, Predicate<BucketUsage> more) {
        buckets.each(
                query.scope(),
                after,
                bucket -> {
                    BucketUsage usage =
                            new BucketUsage(
                                    bucket,
                                    days(bucket, plan(query, bucket), query.period().days())
                                            .stream()
                                            .filter(day -> isKnown(bucket, day))
                                            .toList());
                    return usage.days().isEmpty() || more.test(usage);
                });
    }

    /** The bytes that are charged although they are gone, as of the hour that lasts. */
    public long deletedBytes(BucketScope scope, Instant now) {
        long[] bytes = {0};
        buckets.each(scope, bucket -> bytes[0] += deletedBytes(bucket, now));
        return bytes[0];
    }

    /** The same by bucket; one whose plan is gone is left out. */
    public Map<String, Long> deletedBytes(Instant now) {
        Map<String, Long> bytes = new HashMap<>();
        buckets.each(
                BucketScope.ALL,
                bucket -> {
                    try {
                        bytes.merge(bucket.name().value(), deletedBytes(bucket, now), Long::sum);
                    } catch (BillingException planIsGone) {
                        bytes.putIfAbsent(bucket.name().value(), 0L);
                    }
                });
        return bytes;
    }

    private long deletedBytes(LedgerBucket bucket, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        Map<StorageKey, Held> held =
                new BucketMeter(ledger).cohortsBefore(bucket.space(), plans.of(bucket), hour);
        return Consumption.sum(held, BilledClass.DELETED).bytes().longValueExact();
    }

    private List<UsageDay> days(LedgerBucket bucket, PricePlan plan, List<Period> days) {
        BucketMeter meter = new BucketMeter(ledger);
        List<Consumption> used = meter.within(bucket.space(), plan, days);
        List<Map<StorageKey, Held>> held =
                meter.before(bucket.space(), plan, days.stream().map(Period::to).toList());
        List<UsageDay> all = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            all.add(new UsageDay(days.get(i), used.get(i), held.get(i)));
        }
        return all;
    }

    /** A bucket is known from its first day on, and after its last while anything is charged. */
    private static boolean isKnown(LedgerBucket bucket, UsageDay day) {
        boolean begun = bucket.created().isBefore(day.day().to());
        Instant dropped = bucket.dropped();
        boolean living = dropped == null || dropped.isAfter(day.day().from());
        return begun && (living || !day.used().storage().isEmpty());
    }

    private PricePlan plan(StatementQuery query, LedgerBucket bucket) {
        PricePlan asked = query.plan();
        return asked == null ? plans.of(bucket) : asked;
    }
}

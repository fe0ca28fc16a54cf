package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.billing.plan.StoragePrice;
import dev.cairn.storage.model.StorageClass;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What parts of one upload cost within a window, part by part from the definition: active from their
 * landing until they go, at most as long as the plan takes open uploads for active; deleted from then
 * until the minimum retention is over. Prices are those of units that are not free by their quantity.
 */
final class PartTime {
    private final PricePlan plan;
    private final StoragePrice price;
    private final Instant activeEnd;
    private final Instant retained;
    private final Instant from;
    private final Instant to;
    private final Map<BilledClass, Map<YearMonth, BigInteger>> byteMillis =
            new EnumMap<>(BilledClass.class);

    /**
     * Of an upload.
     *
     * @param from as {@code to}, any instant
     */
    PartTime(
            PricePlan plan,
            StorageClass storageClass,
            Instant initiated,
            Instant from,
            Instant to) {
        this.plan = plan;
        this.price = plan.storage(storageClass);
        Integer days = plan.unfinishedActiveDays();
        this.activeEnd = days == null ? Instant.MAX : initiated.plus(Duration.ofDays(days));
        this.retained = initiated.plus(Duration.ofDays(price.minimumRetentionDays()));
        this.from = from;
        this.to = to;
    }

    /**
     * Adds a part.
     *
     * @param goes when it goes; {@link Instant#MAX} for never
     */
    void add(long sizeBytes, Instant landed, Instant goes) {
        Instant end = later(landed, earlier(goes, activeEnd));
        add(BilledClass.UPLOAD_OPEN, sizeBytes, landed, end);
        add(BilledClass.DELETED, sizeBytes, end, retained);
    }

    Fraction cost() {
        Fraction cost = Fraction.ZERO;
        for (Map.Entry<BilledClass, Map<YearMonth, BigInteger>> billed : byteMillis.entrySet()) {
            Fraction each = Fraction.of(price.listPrice(billed.getKey()));
            for (Map.Entry<YearMonth, BigInteger> month : billed.getValue().entrySet()) {
                Fraction unitMonth =
                        Fraction.of(plan.unit().bytes())
                                .times(
                                        Fraction.of(
                                                plan.monthBasis()
                                                        .length(month.getKey())
                                                        .toMillis()));
                cost =
                        cost.plus(
                                Fraction.of(month.getValue()).dividedBy(unitMonth).times(each));
            }
        }
        return cost;
    }

    private void add(BilledClass billed, long sizeBytes, Instant begin, Instant end) {
        Instant at = later(begin, from);
        Instant last = earlier(end, to);
        while (at.isBefore(last)) {
            YearMonth month = Period.monthOf(at);
            Instant next = earlier(last, Period.startOf(month.plusMonths(1)));
            BigInteger millis = BigInteger.valueOf(Duration.between(at, next).toMillis());
            byteMillis
                    .computeIfAbsent(billed, any -> new TreeMap<>())
                    .merge(
                            month,
                            millis.multiply(BigInteger.valueOf(sizeBytes)),
                            BigInteger::add);
            at = next;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

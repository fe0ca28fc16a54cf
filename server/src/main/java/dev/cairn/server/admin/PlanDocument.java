package dev.cairn.server.admin;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.PlanSource;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.billing.plan.PriceSchedule;
import dev.cairn.billing.plan.PriceTier;
import dev.cairn.billing.plan.RequestPrice;
import dev.cairn.billing.plan.RequestTier;
import dev.cairn.billing.plan.StoragePrice;
import dev.cairn.billing.plan.TransferPrice;
import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A price plan, in the words of its file: what is got can be put again.
 *
 * @param unfinishedActiveDays null where parts are active as long as their upload is open
 * @param dataOut null where nothing is charged for what is sent
 */
record PlanDocument(
        String name,
        String description,
        String currency,
        long unitBytes,
        String monthBasis,
        @Nullable Integer unfinishedActiveDays,
        BigDecimal minimumMonthlyCharge,
        Map<String, StorageDocument> storage,
        Map<String, RequestDocument> requests,
        @Nullable TransferDocument dataOut,
        List<PlanSource> sources,
        List<String> unconfirmed) {
    /** The price of a storage class; one of price and tiers is null. */
    record StorageDocument(
            @Nullable BigDecimal price,
            @Nullable List<PriceTier> tiers,
            @Nullable Map<String, BigDecimal> prices,
            int minimumRetentionDays,
            int minimumObjectBytes) {
        static StorageDocument of(StoragePrice price) {
            Map<String, BigDecimal> own = new LinkedHashMap<>();
            for (BilledClass billed : BilledClass.values()) {
                price.own(billed).ifPresent(value -> own.put(billed.code(), value));
            }
            return new StorageDocument(
                    flatPrice(price.schedule()),
                    tiersOf(price.schedule()),
                    own.isEmpty() ? null : own,
                    price.minimumRetentionDays(),
                    price.minimumObjectBytes());
        }
    }

    /** The price of so many requests of a tier. */
    record RequestDocument(
            @Nullable BigDecimal price, @Nullable List<PriceTier> tiers, int per) {
        static RequestDocument of(RequestPrice price) {
            return new RequestDocument(
                    flatPrice(price.schedule()), tiersOf(price.schedule()), price.per());
        }
    }

    /** The price of what is sent. */
    record TransferDocument(
            @Nullable BigDecimal price,
            @Nullable List<PriceTier> tiers,
            int freeTimesStored) {
        static TransferDocument of(TransferPrice price) {
            return new TransferDocument(
                    flatPrice(price.schedule()), tiersOf(price.schedule()),
                    price.freeTimesStored());
        }
    }

    static PlanDocument of(PricePlan plan) {
        Map<String, StorageDocument> storage = new LinkedHashMap<>();
        for (Map.Entry<StorageClass, StoragePrice> price : plan.storage().entrySet()) {
            storage.put(price.getKey().name(), StorageDocument.of(price.getValue()));
        }
        Map<String, RequestDocument> requests = new LinkedHashMap<>();
        for (Map.Entry<RequestTier, RequestPrice> price : plan.requests().entrySet()) {
            requests.put(price.getKey().code(), RequestDocument.of(price.getValue()));
        }
        return new PlanDocument(
                plan.name().value(),
                plan.description(),
                plan.currency(),
                plan.unit().bytes(),
                plan.monthBasis().code(),
                plan.unfinishedActiveDays(),
                plan.minimumMonthlyCharge(),
                storage,
                requests,
                plan.dataOut().equals(TransferPrice.FREE)
                        ? null
                        : TransferDocument.of(plan.dataOut()),
                plan.sources(),
                plan.unconfirmed());
    }

    private static @Nullable BigDecimal flatPrice(PriceSchedule schedule) {
        return schedule.isFlat() ? schedule.tiers().getFirst().price() : null;
    }

    private static @Nullable List<PriceTier> tiersOf(PriceSchedule schedule) {
        return schedule.isFlat() ? null : schedule.tiers();
    }
}

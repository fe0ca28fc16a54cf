package dev.cairn.billing.plan;

import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider of storage charges, and by which rules. A plan only prices: it never removes
 * anything.
 *
 * @param currency three letters
 * @param unfinishedActiveDays so long the parts of an open upload are active, deleted after that;
 *     null for as long as the upload is open
 * @param minimumMonthlyCharge of the active storage of an account
 * @param storage by storage class; those without a price are charged as STANDARD, which has one
 * @param requests by tier; those without a price are free
 * @param sources where it was read
 * @param unconfirmed what could not be read anywhere, or is charged otherwise than there
 */
public record PricePlan(
        PlanName name,
        String description,
        String currency,
        StorageUnit unit,
        MonthBasis monthBasis,
        @Nullable Integer unfinishedActiveDays,
        BigDecimal minimumMonthlyCharge,
        Map<StorageClass, StoragePrice> storage,
        Map<RequestTier, RequestPrice> requests,
        TransferPrice dataOut,
        List<PlanSource> sources,
        List<String> unconfirmed) {
    public PricePlan {
        EnumMap<StorageClass, StoragePrice> byClass = new EnumMap<>(StorageClass.class);
        byClass.putAll(storage);
        if (!byClass.containsKey(StorageClass.STANDARD)) {
            throw new IllegalArgumentException("no price of STANDARD");
        }
        storage = Collections.unmodifiableMap(byClass);
        EnumMap<RequestTier, RequestPrice> byTier = new EnumMap<>(RequestTier.class);
        byTier.putAll(requests);
        requests = Collections.unmodifiableMap(byTier);
        sources = List.copyOf(sources);
        unconfirmed = List.copyOf(unconfirmed);
    }

    public StoragePrice storage(StorageClass storageClass) {
        StoragePrice price = storage.get(priced(storageClass));
        if (price == null) {
            throw new AssertionError("priced() names a class that has a price");
        }
        return price;
    }

    /** The storage class by whose price this one is charged. */
    public StorageClass priced(StorageClass storageClass) {
        return storage.containsKey(storageClass) ? storageClass : StorageClass.STANDARD;
    }

    public RequestPrice requests(RequestTier tier) {
        return Optional.ofNullable(requests.get(tier)).orElse(RequestPrice.FREE);
    }

    /** Whether everything costs the same however much there is of it. */
    public boolean isFlat() {
        return storage.values().stream().allMatch(price -> price.schedule().isFlat())
                && requests.values().stream().allMatch(price -> price.schedule().isFlat())
                && dataOut.isFlat();
    }

    /** The longest time after its creation for which a removed byte is charged. */
    public int minimumRetentionDaysMax() {
        return storage.values().stream()
                .mapToInt(StoragePrice::minimumRetentionDays)
                .max()
                .orElse(0);
    }
}

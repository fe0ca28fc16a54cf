package dev.cairn.billing.plan;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a unit of storage costs for a month in one storage class.
 *
 * @param schedule of all bytes that have no price of their own; their tiers are counted together
 * @param own prices of single byte classes
 * @param minimumRetentionDays until then a removed byte is charged
 * @param minimumObjectBytes as which a smaller object is charged
 */
public record StoragePrice(
        PriceSchedule schedule,
        Map<BilledClass, BigDecimal> own,
        int minimumRetentionDays,
        int minimumObjectBytes) {
    public StoragePrice {
        EnumMap<BilledClass, BigDecimal> sorted = new EnumMap<>(BilledClass.class);
        sorted.putAll(own);
        own = Collections.unmodifiableMap(sorted);
    }

    /** The price that a byte class has apart from the schedule. */
    public Optional<BigDecimal> own(BilledClass billed) {
        return Optional.ofNullable(own.get(billed));
    }

    /** The price of a unit that is not free by its quantity. */
    public BigDecimal listPrice(BilledClass billed) {
        return own(billed).orElseGet(schedule::listPrice);
    }
}

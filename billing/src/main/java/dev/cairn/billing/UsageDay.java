package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.storage.model.RequestGroup;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was used on one day, or in the part of it that is asked for, and what was held at its end.
 *
 * @param used byte-milliseconds, requests and transfer
 * @param held in the last moment
 */
public record UsageDay(Period day, Consumption used, Map<StorageKey, Held> held) {
    static UsageDay nothing(Period day) {
        return new UsageDay(day, Consumption.NOTHING, Map.of());
    }

    UsageDay plus(UsageDay other) {
        Map<StorageKey, Held> both = new TreeMap<>(held);
        other.held.forEach((key, more) -> both.merge(key, more, Held::plus));
        return new UsageDay(day, used.plus(other.used), both);
    }

    /** What is held of a class, of all storage classes together. */
    public Held held(BilledClass billed) {
        return Consumption.sum(held, billed);
    }

    /** The requests of some groups; those that there were none of are 0. */
    public Map<RequestGroup, Long> requests(RequestGroup... groups) {
        Map<RequestGroup, Long> counts = new EnumMap<>(RequestGroup.class);
        for (RequestGroup group : groups) {
            counts.put(group, used.requests(group));
        }
        return counts;
    }
}

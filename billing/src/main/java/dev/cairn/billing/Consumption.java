package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.storage.model.RequestGroup;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was used in a period.
 *
 * @param storage byte-milliseconds
 * @param requests by group; a request is in several
 * @param receivedBytes of bodies
 * @param sentBytes of bodies
 */
public record Consumption(
        Map<StorageKey, Held> storage,
        Map<RequestGroup, Long> requests,
        long receivedBytes,
        long sentBytes) {
    public static final Consumption NOTHING = new Consumption(Map.of(), Map.of(), 0, 0);

    public Consumption {
        storage = Collections.unmodifiableMap(new TreeMap<>(storage));
        EnumMap<RequestGroup, Long> byGroup = new EnumMap<>(RequestGroup.class);
        byGroup.putAll(requests);
        requests = Collections.unmodifiableMap(byGroup);
    }

    public Consumption plus(Consumption other) {
        Map<StorageKey, Held> held = new TreeMap<>(storage);
        other.storage.forEach((key, more) -> held.merge(key, more, Held::plus));
        Map<RequestGroup, Long> counts = new EnumMap<>(RequestGroup.class);
        counts.putAll(requests);
        other.requests.forEach((group, more) -> counts.merge(group, more, Long::sum));
        return new Consumption(
                held,
                counts,
                receivedBytes + other.receivedBytes,
                sentBytes + other.sentBytes);
    }

    public Held storage(StorageKey key) {
        return storage.getOrDefault(key, Held.NOTHING);
    }

    /** Of all storage classes together. */
    public Held storage(BilledClass billed) {
        return sum(storage, billed);
    }

    public long requests(RequestGroup group) {
        return requests.getOrDefault(group, 0L);
    }

    static Held sum(Map<StorageKey, Held> held, BilledClass billed) {
        Held sum = Held.NOTHING;
        for (Map.Entry<StorageKey, Held> entry : held.entrySet()) {
            if (entry.getKey().billed() == billed) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }
}

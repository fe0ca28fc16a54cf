package dev.cairn.storage.catalog;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes and counts by space and class, as of one commit. Not safe for several threads. */
public final class Totals {
    private final Map<Long, Map<Total, Amount>> bySpace = new HashMap<>();

    /** Bytes and how many things they are. */
    public record Amount(long bytes, long count) {
        static final Amount ZERO = new Amount(0, 0);

        Amount plus(long moreBytes, long moreCount) {
            return new Amount(bytes + moreBytes, count + moreCount);
        }
    }

    /** The amount in a row of the catalog; zero where there is none. */
    public static Amount amount(byte @Nullable [] row) {
        return row == null ? Amount.ZERO : TotalRow.decode(row);
    }

    public Amount get(long space, Total total) {
        Map<Total, Amount> amounts = bySpace.get(space);
        return amounts == null ? Amount.ZERO : amounts.getOrDefault(total, Amount.ZERO);
    }

    /** The sum over all spaces. */
    public Amount sum(Total total) {
        long bytes = 0;
        long count = 0;
        for (Map<Total, Amount> amounts : bySpace.values()) {
            Amount amount = amounts.getOrDefault(total, Amount.ZERO);
            bytes += amount.bytes();
            count += amount.count();
        }
        return new Amount(bytes, count);
    }

    void set(long space, Total total, Amount amount) {
        bySpace.computeIfAbsent(space, any -> new EnumMap<>(Total.class)).put(total, amount);
    }

    void removeSpace(long space) {
        bySpace.remove(space);
    }

    /** As they are now. */
    public Totals copy() {
        Totals copy = new Totals();
        bySpace.forEach((space, amounts) -> copy.bySpace.put(space, new EnumMap<>(amounts)));
        return copy;
    }
}

package dev.cairn.storage.model;

import java.math.BigInteger;
import java.time.Instant;

/**
 * How much of one class of bytes came and went within one unit of time: a row of the ledger.
 *
 * <p>What a quantity was times how long it was so, over a period, is the sum of {@link #within}
 * over all rows of the class that begin before the period ends.
 *
 * @param count versions; of {@link ByteClass#UPLOAD_OPEN} parts
 * @param padding4k what versions smaller than 4,096 bytes have less than that; 0 for parts
 * @param padding128k the same for 131,072 bytes
 */
public record ClassSum(
        StorageClass storageClass,
        ByteClass byteClass,
        Instant start,
        LedgerUnit unit,
        TimedSum bytes,
        TimedSum count,
        TimedSum padding4k,
        TimedSum padding128k) {
    public Instant end() {
        return start.plus(unit.duration());
    }

    /**
     * What the changes of this unit add to quantity times milliseconds over a period.
     *
     * @param quantity one of this row's
     * @param from as {@code to}, no instant within the unit
     */
    public BigInteger within(TimedSum quantity, Instant from, Instant to) {
        if (!to.isAfter(start)) {
            return BigInteger.ZERO;
        }
        if (!end().isAfter(from)) {
            return quantity.delta().multiply(millis(from, to));
        }
        if (from.isAfter(start) || to.isBefore(end())) {
            throw new IllegalArgumentException(
                    "the period from " + from + " to " + to + " cuts the unit at " + start);
        }
        return quantity.moment().add(quantity.delta().multiply(millis(end(), to)));
    }

    private static BigInteger millis(Instant from, Instant to) {
        return BigInteger.valueOf(to.toEpochMilli() - from.toEpochMilli());
    }
}

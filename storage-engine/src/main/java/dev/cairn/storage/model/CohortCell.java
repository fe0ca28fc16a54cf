package dev.cairn.storage.model;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * What was created within one hour and had an event within one unit of time: a row of the ledger.
 * Creation and event are each known as a sum of offsets only, and yet everything that a plan asks
 * can be answered exactly, since plans count whole days from the creation: the hour that is so many
 * days behind the hour of creation lies wholly before, wholly behind, or is that of the event, and
 * then {@code early} decides for the whole cell.
 *
 * @param createdHour start of the hour of creation
 * @param start of the unit of the event
 * @param early whether the event was at an earlier time of the (UTC) day than the creation
 * @param count versions or parts
 * @param padding4k what versions smaller than 4,096 bytes have less than that; 0 for parts
 * @param padding128k the same for 131,072 bytes
 */
public record CohortCell(
        CohortOrigin origin,
        StorageClass storageClass,
        Instant createdHour,
        CohortEvent event,
        Instant start,
        LedgerUnit unit,
        boolean early,
        CohortSum bytes,
        CohortSum count,
        CohortSum padding4k,
        CohortSum padding128k) {
    public Instant end() {
        return start.plus(unit.duration());
    }

    /** Whether the events came before so many days after the creation. */
    public boolean isBefore(long days) {
        long limit = unit.startOf(createdHour.plus(Duration.ofDays(days)).toEpochMilli());
        long event = start.toEpochMilli();
        return event == limit ? early : event < limit;
    }

    /**
     * Quantity times the milliseconds that lie behind the event, before so many days after the
     * creation, and within a period.
     *
     * @param quantity one of this cell's
     * @param from as {@code to}, the start of an hour, and no instant within the unit of the event
     */
    public BigInteger until(CohortSum quantity, long days, Instant from, Instant to) {
        Instant limitHour = createdHour.plus(Duration.ofDays(days));
        if (!isBefore(days) || !start.isBefore(to) || limitHour.isBefore(from)) {
            return BigInteger.ZERO;
        }
        if ((start.isBefore(from) && end().isAfter(from)) || end().isAfter(to)) {
            throw new IllegalArgumentException(
                    "the period from " + from + " to " + to + " cuts the unit at " + start);
        }
        BigInteger begin =
                start.isBefore(from)
                        ? times(quantity, from)
                        : times(quantity, start).add(quantity.eventOffsets());
        BigInteger end =
                limitHour.isBefore(to)
                        ? times(quantity, limitHour).add(quantity.createdOffsets())
                        : times(quantity, to);
        return end.subtract(begin);
    }

    private static BigInteger times(CohortSum quantity, Instant instant) {
        return quantity.sum().multiply(BigInteger.valueOf(instant.toEpochMilli()));
    }
}

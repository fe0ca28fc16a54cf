package dev.cairn.billing;

import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortSum;
import dev.cairn.storage.model.TimedSum;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * The quantity in the last moment before an hour begins. Of the hour's own first moment it could not
 * be told: what was created on the hour ends there, what was created a moment later does not, and
 * one cell holds both.
 */
record LevelBefore(Instant hour) implements Measure {
    LevelBefore {
        if (!Period.isHour(hour)) {
            throw new IllegalArgumentException("no hour begins at " + hour);
        }
    }

    @Override
    public BigInteger of(ClassSum row, TimedSum quantity) {
        return isOver(row.start(), row.end()) ? quantity.delta() : BigInteger.ZERO;
    }

    @Override
    public BigInteger until(CohortCell cell, CohortSum quantity, int days) {
        boolean there =
                isOver(cell.start(), cell.end())
                        && cell.isBefore(days)
                        && !cell.createdHour().plus(Duration.ofDays(days)).isBefore(hour);
        return there ? quantity.sum() : BigInteger.ZERO;
    }

    private boolean isOver(Instant start, Instant end) {
        if (start.isBefore(hour) && end.isAfter(hour)) {
            throw new IllegalArgumentException(hour + " cuts the unit at " + start);
        }
        return !end.isAfter(hour);
    }
}

package dev.cairn.billing;

import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortSum;
import dev.cairn.storage.model.TimedSum;
import java.math.BigInteger;

/** Quantity times milliseconds within a period. */
record TimeWithin(Period period) implements Measure {
    @Override
    public BigInteger of(ClassSum row, TimedSum quantity) {
        return row.within(quantity, period.from(), period.to());
    }

    @Override
    public BigInteger until(CohortCell cell, CohortSum quantity, int days) {
        return cell.until(quantity, days, period.from(), period.to());
    }
}

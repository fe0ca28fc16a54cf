package dev.cairn.billing;

import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortSum;
import dev.cairn.storage.model.TimedSum;
import java.math.BigInteger;

/** What is taken from a row of the ledger: quantity times time, or the quantity at an instant. */
sealed interface Measure permits TimeWithin, LevelBefore {
    /** What the row adds to its class. */
    BigInteger of(ClassSum row, TimedSum quantity);

    /** What the cell has between its event and so many days after its creation. */
    BigInteger until(CohortCell cell, CohortSum quantity, int days);
}

package dev.cairn.storage.model;

import java.math.BigInteger;

/**
 * Changes of one quantity within one unit of time.
 *
 * @param delta sum of the changes
 * @param moment sum of each change times the milliseconds from it to the end of the unit
 */
public record TimedSum(BigInteger delta, BigInteger moment) {
    public static final TimedSum ZERO = new TimedSum(BigInteger.ZERO, BigInteger.ZERO);
}

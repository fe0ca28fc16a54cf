package dev.cairn.storage.model;

import java.math.BigInteger;

/**
 * One quantity of a cohort cell, with what it takes to know on average when it was created and when
 * the event was. Offsets are milliseconds.
 *
 * @param sum of the quantity
 * @param createdOffsets sum of the quantity times the offset of its creation in the hour of
 *     creation
 * @param eventOffsets sum of the quantity times the offset of its event in the unit of the event
 */
public record CohortSum(BigInteger sum, BigInteger createdOffsets, BigInteger eventOffsets) {
    public static final CohortSum ZERO =
            new CohortSum(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
}

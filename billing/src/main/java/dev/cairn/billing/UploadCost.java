package dev.cairn.billing;

import dev.cairn.billing.plan.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * What the parts that an open upload holds cost.
 *
 * @param soFar since they landed
 * @param untilAbort in all, if a rule ends the upload when it is due, with what the minimum retention
 *     makes of that; null where no rule will
 * @param perMonth for each month that they stay as they are
 */
public record UploadCost(
        String currency, Fraction soFar, @Nullable Fraction untilAbort, Fraction perMonth) {}

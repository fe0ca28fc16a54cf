package dev.cairn.billing.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A price, and up to how many units of a calendar month it holds.
 *
 * @param upToUnits null for all that is above the tier before
 */
public record PriceTier(@Nullable BigDecimal upToUnits, BigDecimal price) {}

package dev.cairn.billing;

import dev.cairn.billing.plan.PricePlan;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is about.
 *
 * @param plan by which everything is priced; null for each bucket by its own
 */
public record StatementQuery(Period period, BucketScope scope, @Nullable PricePlan plan) {}

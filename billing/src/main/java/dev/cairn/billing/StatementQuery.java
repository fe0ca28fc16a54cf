package dev.cairn.billing;

import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.BucketName;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is about.
 *
 * @param bucket null for all
 * @param owner canonical id of an account; null for all
 * @param plan by which everything is priced; null for each bucket by its own
 */
public record StatementQuery(
        Period period,
        @Nullable BucketName bucket,
        @Nullable String owner,
        @Nullable PricePlan plan) {}

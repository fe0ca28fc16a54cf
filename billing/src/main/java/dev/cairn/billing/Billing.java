package dev.cairn.billing;

import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.Storage;
import java.time.Instant;
import java.util.function.Supplier;

/** Everything that a store's byte-time is asked for. */
public record Billing(
        BucketPlans plans, Statements statements, UsageReports usage, UploadCosts uploads) {
    /**
     * Over an open store.
     *
     * @param fallback the plan of buckets that have none of their own
     * @param watermark until when all rules have done what was due
     */
    public static Billing over(
            Storage storage,
            PlanCatalog catalog,
            PricePlan fallback,
            Supplier<Instant> watermark) {
        BucketPlans plans = new BucketPlans(storage.buckets(), catalog, fallback);
        return new Billing(
                plans,
                new Statements(storage, plans, watermark),
                new UsageReports(storage.ledger(), plans),
                new UploadCosts(storage.uploads()));
    }
}

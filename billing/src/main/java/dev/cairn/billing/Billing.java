package dev.cairn.billing;

import dev.cairn.storage.Storage;
import java.time.Instant;
import java.util.function.Supplier;

/** Everything that a store's byte-time is asked for. */
public record Billing(
        BucketPlans plans, Statements statements, UsageReports usage, UploadCosts uploads) {
    /**
     * Over an open store.
     *
     * @param watermark until when all rules have done what was due
     */
    public static Billing over(
            Storage storage, BucketPlans plans, Supplier<Instant> watermark) {
        return new Billing(
                plans,
                new Statements(storage, plans, watermark),
                new UsageReports(storage.ledger(), plans),
                new UploadCosts(storage.uploads()));
    }
}

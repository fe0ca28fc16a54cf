package dev.cairn.billing;

import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * By which plan a bucket is charged: the one that its settings name, or named when it was dropped,
 * else the server's.
 */
public final class BucketPlans {
    private final BucketStore buckets;
    private final LedgerStore ledger;
    private final PlanCatalog catalog;
    private final PlanName fallback;

    /**
     * The plans of a store's buckets.
     *
     * @param fallback of buckets without a plan of their own; the catalog has it
     */
    public BucketPlans(Storage storage, PlanCatalog catalog, PlanName fallback) {
        this.buckets = storage.buckets();
        this.ledger = storage.ledger();
        this.catalog = catalog;
        this.fallback = fallback;
    }

    /** All plans there are. */
    public PlanCatalog catalog() {
        return catalog;
    }

    /** Of buckets without a plan of their own, as the catalog has it now. */
    public PricePlan fallback() {
        return catalog.find(fallback.value()).orElseThrow();
    }

    /** Of a bucket that is or was. */
    public PricePlan of(LedgerBucket bucket) {
        if (bucket.dropped() != null) {
            return named(bucket.lastPlan(), bucket.name());
        }
        try {
            if (buckets.get(bucket.name()).id() == bucket.space()) {
                return of(bucket.name());
            }
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                throw refused;
            }
        }
        // Dropped since it was looked at; the name may have another bucket by now.
        LedgerBucket gone = ledger.bucket(bucket.space()).orElse(bucket);
        return named(gone.lastPlan(), bucket.name());
    }

    /** Of a living bucket. Refused with NoSuchBucket. */
    public PricePlan of(BucketName bucket) {
        return named(buckets.settings(bucket).plan(), bucket);
    }

    private PricePlan named(@Nullable String plan, BucketName bucket) {
        if (plan == null) {
            return fallback();
        }
        return catalog.find(plan)
                .orElseThrow(
                        () -> new BillingException(
                                BillingException.Reason.NO_SUCH_PLAN,
                                "the bucket %s is charged by the plan %s, which is not there"
                                        .formatted(bucket, plan)));
    }
}

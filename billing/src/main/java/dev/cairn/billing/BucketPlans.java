package dev.cairn.billing;

import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;

/**
 * By which plan a bucket is charged: the one that its settings name, else the server's. A bucket that
 * is gone has no settings any more.
 */
public final class BucketPlans {
    private final BucketStore buckets;
    private final PlanCatalog catalog;
    private final PricePlan fallback;

    /**
     * The plans of a store's buckets.
     *
     * @param fallback of buckets without a plan of their own
     */
    public BucketPlans(BucketStore buckets, PlanCatalog catalog, PricePlan fallback) {
        this.buckets = buckets;
        this.catalog = catalog;
        this.fallback = fallback;
    }

    /** All plans there are. */
    public PlanCatalog catalog() {
        return catalog;
    }

    /** Of buckets without a plan of their own, as the catalog has it now. */
    public PricePlan fallback() {
        return catalog.find(fallback.name().value()).orElse(fallback);
    }

    /** Of a bucket that is or was. */
    public PricePlan of(LedgerBucket bucket) {
        if (bucket.dropped() != null) {
            return fallback();
        }
        try {
            Bucket living = buckets.get(bucket.name());
            return living.id() == bucket.space() ? of(bucket.name()) : fallback();
        } catch (StorageException refused) {
            return whereGone(refused);
        }
    }

    /** Of a living bucket. Refused with NoSuchBucket. */
    public PricePlan of(BucketName bucket) {
        String name = buckets.settings(bucket).plan();
        if (name == null) {
            return fallback();
        }
        return catalog.find(name)
                .orElseThrow(
                        () -> new BillingException(
                                BillingException.Reason.NO_SUCH_PLAN,
                                "the bucket %s is charged by the plan %s, which is not there"
                                        .formatted(bucket, name)));
    }

    private PricePlan whereGone(StorageException refused) {
        if (refused.refusal() instanceof Refusal.NoSuchBucket) {
            return fallback();
        }
        throw refused;
    }
}

package dev.cairn.server;

import dev.cairn.billing.BillingException;
import dev.cairn.billing.BucketPlans;
import dev.cairn.lifecycle.PlanDays;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.util.OptionalInt;

/**
 * Ends uploads when the plan of their bucket does not take them for active any more. Where the plan is
 * gone nothing is ended, since nobody knows when.
 */
record EnforcedPlans(BucketPlans plans) implements PlanDays {
    @Override
    public OptionalInt of(Bucket bucket) {
        try {
            Integer days = plans.of(bucket.name()).unfinishedActiveDays();
            return days == null ? OptionalInt.empty() : OptionalInt.of(days);
        } catch (BillingException planIsGone) {
            return OptionalInt.empty();
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchBucket) {
                return OptionalInt.empty();
            }
            throw refused;
        }
    }
}

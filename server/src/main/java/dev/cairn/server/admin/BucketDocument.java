package dev.cairn.server.admin;

import dev.cairn.billing.plan.PlanName;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what it holds.
 *
 * @param plan by which the bucket is charged: its own, or that of the server
 * @param quota null where nothing is limited
 * @param abortRule null where nothing ends unfinished uploads
 */
record BucketDocument(
        String name,
        String owner,
        Instant created,
        long objectCount,
        long uploadCount,
        LogicalBytes bytes,
        String plan,
        @Nullable QuotaDocument quota,
        @Nullable AbortRuleDocument abortRule) {
    /** How much may be open; null where that is not limited. */
    record QuotaDocument(@Nullable Long openUploadsMax, @Nullable Long incompleteBytesMax) {
        static @Nullable QuotaDocument of(BucketSettings settings) {
            return settings.openUploadsMax() == null && settings.incompleteBytesMax() == null
                    ? null
                    : new QuotaDocument(
                            settings.openUploadsMax(), settings.incompleteBytesMax());
        }
    }

    /**
     * A bucket.
     *
     * @param otherwise the plan of buckets without one
     */
    static BucketDocument of(
            Bucket bucket,
            Usage usage,
            BucketSettings settings,
            PlanName otherwise,
            @Nullable AbortRuleDocument abortRule) {
        return new BucketDocument(
                bucket.name().value(),
                bucket.owner(),
                bucket.created(),
                usage.objectCount(),
                usage.uploadCount(),
                LogicalBytes.of(usage),
                settings.plan() == null ? otherwise.value() : settings.plan(),
                QuotaDocument.of(settings),
                abortRule);
    }
}

package dev.cairn.server.admin;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what it holds.
 *
 * @param plan null until there are price plans
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
        @Nullable String plan,
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

    static BucketDocument of(
            Bucket bucket,
            Usage usage,
            BucketSettings settings,
            @Nullable AbortRuleDocument abortRule) {
        return new BucketDocument(
                bucket.name().value(),
                bucket.owner(),
                bucket.created(),
                usage.objectCount(),
                usage.uploadCount(),
                LogicalBytes.of(usage),
                null,
                QuotaDocument.of(settings),
                abortRule);
    }
}

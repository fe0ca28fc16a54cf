package dev.cairn.server.admin;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what it holds.
 *
 * @param plan null until there are price plans
 * @param quota null until there are quotas
 * @param abortRule null until there are lifecycle rules
 */
record BucketDocument(
        String name,
        String owner,
        Instant created,
        long objectCount,
        long uploadCount,
        LogicalBytes bytes,
        @Nullable String plan,
        @Nullable Object quota,
        @Nullable Object abortRule) {
    static BucketDocument of(Bucket bucket, Usage usage) {
        return new BucketDocument(
                bucket.name().value(),
                bucket.owner(),
                bucket.created(),
                usage.objectCount(),
                usage.uploadCount(),
                LogicalBytes.of(usage),
                null,
                null,
                null);
    }
}

package dev.cairn.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that is or was.
 *
 * @param space the id of the bucket, which no other ever has
 * @param owner canonical id of the account
 * @param dropped null while it is
 * @param lastPlan the price plan that its settings named when it was dropped; null where they named
 *     none, and while it is
 */
public record LedgerBucket(
        long space,
        BucketName name,
        String owner,
        Instant created,
        @Nullable Instant dropped,
        @Nullable String lastPlan) {
    /** A bucket that is. */
    public static LedgerBucket living(
            long space, BucketName name, String owner, Instant created) {
        return new LedgerBucket(space, name, owner, created, null, null);
    }
}

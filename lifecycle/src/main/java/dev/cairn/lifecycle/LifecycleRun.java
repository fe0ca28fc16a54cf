package dev.cairn.lifecycle;

import dev.cairn.storage.model.BucketName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants run.
 *
 * @param bucket null for all
 * @param asOf what is due then; null for now
 * @param dryRun whether nothing is to happen
 * @param reclaim whether to wait until the files of what was removed are unlinked
 * @param instead rules to try in place of the bucket's own; null for those
 */
public record LifecycleRun(
        @Nullable BucketName bucket,
        @Nullable Instant asOf,
        boolean dryRun,
        boolean reclaim,
        @Nullable LifecycleConfiguration instead) {
    public LifecycleRun {
        if (instead != null && !dryRun) {
            throw new IllegalArgumentException(
                    "other rules than those of the bucket are only tried");
        }
    }
}

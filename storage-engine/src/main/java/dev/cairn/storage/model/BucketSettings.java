package dev.cairn.storage.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has set for a bucket; null where nothing is.
 *
 * @param openUploadsMax how many uploads may be open
 * @param incompleteBytesMax how many bytes the parts of open uploads may have together
 * @param abortAfterIdle after what time without a new part an upload is aborted, in whole seconds
 * @param plan by which price plan the bucket is charged
 */
public record BucketSettings(
        @Nullable Long openUploadsMax,
        @Nullable Long incompleteBytesMax,
        @Nullable Duration abortAfterIdle,
        @Nullable String plan) {
    public static final BucketSettings NONE = new BucketSettings(null, null, null, null);
}

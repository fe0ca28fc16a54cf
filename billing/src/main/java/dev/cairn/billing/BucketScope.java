package dev.cairn.billing;

import dev.cairn.storage.model.BucketName;
import org.jspecify.annotations.Nullable;

/**
 * Which buckets a question is about, those that are and those that were.
 *
 * @param bucket null for all
 * @param owner canonical id of an account; null for all
 */
public record BucketScope(@Nullable BucketName bucket, @Nullable String owner) {
    public static final BucketScope ALL = new BucketScope(null, null);

    /** Whether a bucket is meant. */
    public boolean contains(BucketName name, String itsOwner) {
        return (bucket == null || bucket.equals(name))
                && (owner == null || owner.equals(itsOwner));
    }
}

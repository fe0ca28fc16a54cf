package dev.cairn.storage;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Usage;
import org.jspecify.annotations.Nullable;

/** Buckets. Every call blocks; refusals are {@code StorageException}s. */
public final class BucketStore {
    BucketStore() {}

    /**
     * Creates a bucket.
     *
     * <p>Refused with BucketAlreadyOwnedByYou (which carries the bucket) or BucketAlreadyExists.
     */
    public Bucket create(BucketName name, String owner, String region) {
        throw new UnsupportedOperationException();
    }

    /** Refused with NoSuchBucket. */
    public Bucket get(BucketName name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a bucket that has no objects; its open uploads go with it.
     *
     * <p>Refused with NoSuchBucket or BucketNotEmpty.
     */
    public void delete(BucketName name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Buckets by name.
     *
     * @param owner only buckets of this account; null for all
     * @param after exclusive; null from the start
     * @param limit 1 to 10,000
     */
    public BucketPage list(
            @Nullable String owner, String prefix, @Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Totals of one bucket. Refused with NoSuchBucket. */
    public Usage usage(BucketName name) {
        throw new UnsupportedOperationException();
    }
}

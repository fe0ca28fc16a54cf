package dev.cairn.storage;

import dev.cairn.storage.catalog.BucketRow;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.SpaceRow;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import org.jspecify.annotations.Nullable;

/** Finds the space that a bucket's name stands for. */
final class Spaces {
    private final Catalog catalog;

    Spaces(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Refused with NoSuchBucket, also for a bucket that is being dropped. */
    Space resolve(BucketName name) {
        Space space = find(name);
        if (space == null) {
            throw new StorageException(new Refusal.NoSuchBucket(name));
        }
        return space;
    }

    @Nullable
    Space find(BucketName name) {
        byte[] value = catalog.get(SystemRows.bucket(name));
        return value == null ? null : live(name, BucketRow.decode(value));
    }

    /** The live space of a bucket's row; null when it is dropping or gone. */
    @Nullable
    Space live(BucketName name, BucketRow bucket) {
        byte[] value = catalog.get(SystemRows.space(bucket.space()));
        if (value == null) {
            return null;
        }
        SpaceRow row = SpaceRow.decode(value);
        return row.live() ? new Space(bucket.toBucket(name), row) : null;
    }
}

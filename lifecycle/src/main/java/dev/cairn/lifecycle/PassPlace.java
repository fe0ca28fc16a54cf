package dev.cairn.lifecycle;

import dev.cairn.storage.model.BucketName;
import org.jspecify.annotations.Nullable;

/**
 * How far a pass has come: behind this, nothing is done yet.
 *
 * @param key null at the start of the phase; for objects, all of this key is still to come
 * @param uploadId null where all uploads of the key are still to come
 */
record PassPlace(
        BucketName bucket, Phase phase, @Nullable String key, @Nullable String uploadId) {
    /** What is walked over. The ordinal is never stored. */
    enum Phase {
        UPLOADS,
        OBJECTS
    }

    static PassPlace startOf(BucketName bucket) {
        return new PassPlace(bucket, Phase.UPLOADS, null, null);
    }
}

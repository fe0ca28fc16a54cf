package dev.cairn.storage;

import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.model.Versioning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new version takes the place of the current one: the half of PutObject, CopyObject and
 * CompleteMultipartUpload that is the same for all three, in whatever state of versioning the bucket
 * is.
 *
 * <p>Source: Amazon S3 User Guide, "Adding objects to versioning-enabled buckets" and "Adding
 * objects to versioning-suspended buckets".
 */
final class Succession {
    private final Engine engine;

    Succession(Engine engine) {
        this.engine = engine;
    }

    /** Makes the row of the new version. */
    @FunctionalInterface
    interface Successor {
        /**
         * The row.
         *
         * @param sequence drawn after all reads of the round, so greater than all that was read
         * @param nullVersion whether the version id is {@code null}
         * @param now when it becomes a version
         */
        ObjectRow of(long sequence, boolean nullVersion, Instant now);
    }

    /**
     * Writes the new version into the batch of the versions of its key.
     *
     * @return its row; null when what was read does not fit together and must be read again
     */
    @Nullable
    ObjectRow write(KeyVersions versions, Versioning versioning, Successor successor) {
        boolean nullVersion = versioning != Versioning.ENABLED;
        if (!versions.giveWay(nullVersion)) {
            return null;
        }
        ObjectRow fresh =
                successor.of(engine.sequences().next(), nullVersion, versions.instant());
        versions.putCurrent(fresh);
        versions.finish();
        return fresh;
    }
}

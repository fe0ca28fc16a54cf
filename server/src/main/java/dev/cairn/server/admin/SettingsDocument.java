package dev.cairn.server.admin;

import dev.cairn.storage.model.BucketSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has set for a bucket; null where nothing is.
 *
 * @param plan null where the bucket goes by the plan of the server
 * @param incompleteBytesMax of the parts of open uploads together
 */
record SettingsDocument(
        @Nullable String plan,
        @Nullable Long openUploadsMax,
        @Nullable Long incompleteBytesMax,
        @Nullable Duration abortAfterIdle) {
    static SettingsDocument of(BucketSettings settings) {
        return new SettingsDocument(
                settings.plan(),
                settings.openUploadsMax(),
                settings.incompleteBytesMax(),
                settings.abortAfterIdle());
    }
}

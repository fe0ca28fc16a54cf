package dev.cairn.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The line of a listing for one version or delete marker.
 *
 * @param versionId {@code null} (the word) for a null version
 * @param latest whether it is the newest of its key
 * @param noncurrentSince when a newer one took its place; null for the latest
 * @param object what is known of the version; null for a delete marker
 */
public record ListedVersion(
        ObjectKey key,
        String versionId,
        boolean latest,
        Instant lastModified,
        String owner,
        @Nullable Instant noncurrentSince,
        @Nullable ListedObject object) {
    public boolean isDeleteMarker() {
        return object == null;
    }
}

package dev.cairn.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * What a delete did.
 *
 * @param versionId of the delete marker that was made, or of the version or marker that was named;
 *     null in buckets that never had versioning
 * @param deleteMarker whether a delete marker was made, or the named one was taken away
 */
public record DeletedVersion(@Nullable String versionId, boolean deleteMarker) {
    /** Of a bucket that never had versioning. */
    public static final DeletedVersion UNVERSIONED = new DeletedVersion(null, false);
}

package dev.cairn.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored version of an object, as Get and Head answer it.
 *
 * @param versionId {@code null} (the word) for a null version; null in buckets that never had
 *     versioning, where versions have no ids
 * @param lastModified when the put was committed; for a multipart object when it was initiated
 * @param partCount 0 for an object that was put in one piece
 */
public record ObjectVersion(
        ObjectKey key,
        @Nullable String versionId,
        long sizeBytes,
        ETag etag,
        @Nullable Checksum checksum,
        NewObject object,
        Instant lastModified,
        int partCount) {}

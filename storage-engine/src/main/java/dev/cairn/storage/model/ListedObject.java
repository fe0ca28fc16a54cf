package dev.cairn.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The line of a listing for one object. */
public record ListedObject(
        ObjectKey key,
        long sizeBytes,
        ETag etag,
        Instant lastModified,
        StorageClass storageClass,
        String owner,
        @Nullable ChecksumAlgorithm checksumAlgorithm,
        @Nullable ChecksumType checksumType) {}

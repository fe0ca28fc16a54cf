package dev.cairn.storage.model;

/**
 * Totals of a bucket or of the store, as of one commit.
 *
 * @param discardedBytes bytes that the catalog has forgotten and the disk still holds; known for
 *     the whole store only, 0 for a bucket
 */
public record Usage(
        long currentBytes,
        long noncurrentBytes,
        long uploadOpenBytes,
        long discardedBytes,
        long objectCount,
        long uploadCount,
        long partCount) {}

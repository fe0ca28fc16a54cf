package dev.cairn.server.admin;

import dev.cairn.storage.model.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a bucket or the whole store holds. */
record UsageDocument(
        Instant at, ClassBytes bytes, long objectCount, long uploadCount, long partCount) {
    /**
     * Bytes by class.
     *
     * @param deleted gone, and still charged by the plans of the buckets; as of the hour that lasts
     * @param discarded forgotten by the catalog and not yet unlinked; null unless all is
     *     asked for, since it is known for the store only
     */
    record ClassBytes(
            long current,
            long noncurrent,
            long uploadOpen,
            long deleted,
            @Nullable Long discarded) {}

    static UsageDocument ofStore(Instant at, Usage usage, long deletedBytes) {
        return of(at, usage, deletedBytes, usage.discardedBytes());
    }

    /** Of some buckets of the store. */
    static UsageDocument ofBuckets(Instant at, Usage usage, long deletedBytes) {
        return of(at, usage, deletedBytes, null);
    }

    private static UsageDocument of(
            Instant at, Usage usage, long deletedBytes, @Nullable Long discardedBytes) {
        return new UsageDocument(
                at,
                new ClassBytes(
                        usage.currentBytes(),
                        usage.noncurrentBytes(),
                        usage.uploadOpenBytes(),
                        deletedBytes,
                        discardedBytes),
                usage.objectCount(),
                usage.uploadCount(),
                usage.partCount());
    }
}

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
     * @param deleted needs billing, which knows how long deleted bytes are charged; null without
     * @param discarded forgotten by the catalog and not yet unlinked; null for a single bucket,
     *     since it is known for the store only
     */
    record ClassBytes(
            long current,
            long noncurrent,
            long uploadOpen,
            @Nullable Long deleted,
            @Nullable Long discarded) {}

    static UsageDocument ofStore(Instant at, Usage usage) {
        return of(at, usage, usage.discardedBytes());
    }

    static UsageDocument ofBucket(Instant at, Usage usage) {
        return of(at, usage, null);
    }

    private static UsageDocument of(Instant at, Usage usage, @Nullable Long discarded) {
        return new UsageDocument(
                at,
                new ClassBytes(
                        usage.currentBytes(),
                        usage.noncurrentBytes(),
                        usage.uploadOpenBytes(),
                        null,
                        discarded),
                usage.objectCount(),
                usage.uploadCount(),
                usage.partCount());
    }
}

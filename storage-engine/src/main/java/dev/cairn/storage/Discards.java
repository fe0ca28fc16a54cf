package dev.cairn.storage;

import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.model.ObjectKey;

/** What a batch says about a version that goes: its bytes are discarded, its body is queued. */
final class Discards {
    private Discards() {}

    /** The version was counted as CURRENT or NONCURRENT. */
    static void version(
            Batch.Builder batch, long space, ObjectKey key, ObjectRow version, Total counted) {
        batch.add(space, counted, -version.sizeBytes(), -1);
        batch.add(SystemRows.SYSTEM, Total.DISCARDED, version.sizeBytes(), 0);
        Slice slice = version.slice();
        if (version.partCount() > 0) {
            batch.enqueue(new QueueEntry.Body(space, key, version.bodyId(), null, 0));
        } else if (slice != null) {
            batch.enqueue(
                    new QueueEntry.Body(
                            space, key, version.bodyId(), slice.blob(), slice.length()));
        }
    }
}

package dev.cairn.storage.catalog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the store. Reads see whole commits only. What a batch relies on is read first and
 * guarded then; there are no reads inside a commit.
 */
public interface Catalog {
    /** Reads one row; null when it is absent. */
    byte @Nullable [] get(RowKey row);

    /** Reads several rows of one group as they stand together; null for those that are absent. */
    List<byte @Nullable []> get(List<RowKey> rows);

    /** Walks over a range. */
    RowScan scan(RowRange range);

    /** Walks over several ranges as they stand together. */
    List<RowScan> scan(List<RowRange> ranges);

    /**
     * Queues a batch.
     *
     * @throws dev.cairn.storage.model.StorageException TooBusy or WritesStopped, when the batch was
     *     not queued
     */
    CompletableFuture<Outcome> commit(Batch batch);

    /** Marks a space as dropping if it holds no version and no delete marker; its open uploads become discarded. */
    CompletableFuture<DropOutcome> dropSpaceIfEmpty(long space);
}

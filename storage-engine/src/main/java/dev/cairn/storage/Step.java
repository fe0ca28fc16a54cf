package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;

/** What a round of an operation came to. */
sealed interface Step<T> {
    /** There is nothing to commit. */
    record Answer<T>(T value) implements Step<T> {}

    /** The value is the answer once the batch is committed. */
    record Commit<T>(Batch batch, T value) implements Step<T> {}

    /** What was read did not fit together: read again. */
    record Again<T>() implements Step<T> {}
}

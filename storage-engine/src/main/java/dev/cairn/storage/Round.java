package dev.cairn.storage;

import dev.cairn.storage.catalog.Outcome;

/** One attempt of an operation: reads rows, then answers or builds a batch guarded by them. */
@FunctionalInterface
interface Round<T> {
    Step<T> next(Space space);

    /** The batch was refused; another round follows. */
    default void refused(Outcome.Refused refusal) {}

    /** Nobody knows whether the batch happened: what it names must stay. */
    default void unknown() {}
}

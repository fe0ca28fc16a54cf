package dev.cairn.storage.catalog;

import java.util.Set;

/** What became of a batch. */
public sealed interface Outcome {
    /** Durable and visible. */
    record Committed() implements Outcome {}

    /**
     * Nothing of it happened.
     *
     * @param rows whose guards did not hold
     * @param spaceGone whether the space is not live any more
     * @param epochChanged whether the space has another epoch
     */
    record Refused(Set<RowKey> rows, boolean spaceGone, boolean epochChanged)
            implements Outcome {}

    /** It may have happened, or may yet be found to have happened after a restart. */
    record Unknown() implements Outcome {}
}

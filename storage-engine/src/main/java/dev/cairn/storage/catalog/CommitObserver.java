package dev.cairn.storage.catalog;

/** Is told of every commit; called by the committer's thread, so it must be quick. */
public interface CommitObserver {
    /** Hears nothing. */
    CommitObserver NONE = (batches, syncNanos, queued) -> {};

    /**
     * A group was written.
     *
     * @param batches how many batches it held
     * @param syncNanos how long the synced write took
     * @param queued whether it left work to the background
     */
    void committed(int batches, long syncNanos, boolean queued);
}

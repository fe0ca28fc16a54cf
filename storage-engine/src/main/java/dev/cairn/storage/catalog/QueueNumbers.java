package dev.cairn.storage.catalog;

/**
 * Numbers the entries of the queues. Used by the committer's thread alone; after a start it goes on
 * behind the highest number that is left, since an entry that is gone can be named by nothing.
 */
final class QueueNumbers {
    private long latest;

    QueueNumbers(long latest) {
        this.latest = latest;
    }

    long next() {
        return ++latest;
    }
}

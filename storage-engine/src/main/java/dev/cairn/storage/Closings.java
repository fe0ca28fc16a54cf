package dev.cairn.storage;

import dev.cairn.storage.catalog.RowKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The uploads that this process is closing with parts held back: a Complete or Abort that was
 * refused three times by parts that landed marks the upload, and parts wait until it has ended.
 */
final class Closings {
    private final ConcurrentMap<RowKey, Mark> marks = new ConcurrentHashMap<>();

    /** What parts wait for, until the last of those who may have set the mark has ended. */
    private record Mark(int holders, CompletableFuture<Boolean> ended) {}

    /** To be called before the mark is committed. */
    void begin(RowKey upload) {
        marks.merge(
                upload,
                new Mark(1, new CompletableFuture<>()),
                (mark, ours) -> new Mark(mark.holders() + 1, mark.ended()));
    }

    /** The upload is gone or open again, or another one marked it. */
    void end(RowKey upload) {
        marks.computeIfPresent(
                upload,
                (any, mark) -> {
                    if (mark.holders() > 1) {
                        return new Mark(mark.holders() - 1, mark.ended());
                    }
                    mark.ended().complete(true);
                    return null;
                });
    }

    /**
     * Waits until the upload is not being closed, at most until the deadline.
     *
     * @return false when nobody is closing it: a mark that could not be taken away counts for
     *     nothing
     */
    boolean await(RowKey upload, long deadline) {
        Mark mark = marks.get(upload);
        if (mark == null) {
            return false;
        }
        Rounds.awaitUntil(mark.ended(), deadline);
        return true;
    }
}

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
    private final ConcurrentMap<RowKey, CompletableFuture<Boolean>> closing =
            new ConcurrentHashMap<>();

    /** To be called before the mark is committed. */
    void begin(RowKey upload) {
        closing.put(upload, new CompletableFuture<>());
    }

    /** The upload is gone or open again. */
    void end(RowKey upload) {
        CompletableFuture<Boolean> ended = closing.remove(upload);
        if (ended != null) {
            ended.complete(true);
        }
    }

    /** Waits until the upload is not being closed, at most until the deadline. */
    void await(RowKey upload, long deadline) {
        CompletableFuture<Boolean> ended = closing.get(upload);
        if (ended != null) {
            Rounds.awaitUntil(ended, deadline);
        }
    }
}

package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.Group;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one retry loop of the store: a round reads and builds a batch guarded by what it read; when a
 * guard fails, another round follows, until the batch is committed, the round has an answer, or the
 * deadline is over. Bytes are never sent again.
 */
final class Rounds {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int PATIENCE = 3;

    private final Catalog catalog;
    private final Spaces spaces;
    private final Turns turns;

    Rounds(Catalog catalog, Spaces spaces, Turns turns) {
        this.catalog = catalog;
        this.spaces = spaces;
        this.turns = turns;
    }

    /** When an operation that begins now gives up, by {@link System#nanoTime}. */
    static long deadline() {
        return System.nanoTime() + DEADLINE.toNanos();
    }

    /** Waits no longer than the deadline; then the store is too busy. */
    static void awaitUntil(CompletableFuture<?> event, long deadline) {
        try {
            event.get(
                    Math.max(0, deadline - System.nanoTime()),
                    TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new StorageException(new Refusal.TooBusy());
        } catch (InterruptedException | ExecutionException never) {
            throw new AssertionError("events of the store end, and nothing interrupts", never);
        }
    }

    /**
     * Goes through rounds.
     *
     * @param space as the operation found it
     * @param key whose turn the operation takes after three refusals; null for operations that do
     *     not touch the current version
     */
    <T> T run(Space space, @Nullable Group key, Round<T> round) {
        BucketName bucket = space.bucket().name();
        Space now = space;
        long deadline = deadline();
        Turns.Turn turn = null;
        try {
            for (int refusals = 0;; refusals++) {
                if (System.nanoTime() > deadline) {
                    throw new StorageException(new Refusal.TooBusy());
                }
                if (key != null && turn == null && refusals >= PATIENCE) {
                    turn = turns.take(key);
                } else if (key != null) {
                    turns.await(key, turn);
                }
                Step<T> step = round.next(now);
                if (step instanceof Step.Answer<T>(T value)) {
                    return value;
                }
                if (step instanceof Step.Commit<T> commit
                        && settle(round, catalog.commit(commit.batch()).join())) {
                    return commit.value();
                }
                now = spaces.resolve(bucket);
            }
        } finally {
            if (turn != null) {
                turn.close();
            }
        }
    }

    /**
     * Goes through the first round and does not wait for its commit, so that of many operations one
     * after the other all share a group. What is returned waits, and goes through further rounds
     * where that one was refused; refusals come from both.
     */
    <T> Supplier<T> begin(Space space, Group key, Round<T> round) {
        turns.await(key, null);
        Step<T> step = round.next(space);
        return switch (step) {
            case Step.Answer<T>(T value) -> () -> value;
            case Step.Again<T> again -> () -> anew(space, key, round);
            case Step.Commit<T> commit -> {
                CompletableFuture<Outcome> outcome = catalog.commit(commit.batch());
                yield () -> settle(round, outcome.join())
                        ? commit.value()
                        : anew(space, key, round);
            }
        };
    }

    private <T> T anew(Space space, Group key, Round<T> round) {
        return run(spaces.resolve(space.bucket().name()), key, round);
    }

    /** Whether the batch is committed; false when it was refused. */
    private static boolean settle(Round<?> round, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed committed -> true;
            case Outcome.Refused refused -> {
                round.refused(refused);
                yield false;
            }
            case Outcome.Unknown unknown -> {
                round.unknown();
                throw new StorageException(new Refusal.OutcomeUnknown());
            }
        };
    }
}

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
    private final Underway underway;

    Rounds(Catalog catalog, Spaces spaces, Turns turns, Underway underway) {
        this.catalog = catalog;
        this.spaces = spaces;
        this.turns = turns;
        this.underway = underway;
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
                Begun<T> begun = begin(round, now);
                if (begun.step() instanceof Step.Answer<T>(T value)) {
                    return value;
                }
                if (begun.step() instanceof Step.Commit<T> commit
                        && settle(round, begun.outcome().join())) {
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
        Begun<T> begun = begin(round, space);
        return switch (begun.step()) {
            case Step.Answer<T>(T value) -> () -> value;
            case Step.Again<T> again -> () -> anew(space, key, round);
            case Step.Commit<T> commit ->
                    () -> settle(round, begun.outcome().join())
                            ? commit.value()
                            : anew(space, key, round);
        };
    }

    /** A step, and what becomes of its batch; never anything where it has none. */
    private record Begun<T>(Step<T> step, CompletableFuture<Outcome> outcome) {}

    private <T> Begun<T> begin(Round<T> round, Space space) {
        Underway.Entry entry = underway.begin();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        boolean queued = false;
        try {
            Step<T> step = round.next(space);
            if (step instanceof Step.Commit<T> commit) {
                outcome = catalog.commit(commit.batch());
                queued = true;
            }
            return new Begun<>(step, outcome);
        } finally {
            if (queued) {
                CompletableFuture<Outcome> unused =
                        outcome.whenComplete((settled, failed) -> entry.end());
            } else {
                entry.end();
            }
        }
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

package dev.cairn.storage;

import dev.cairn.storage.catalog.Group;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at a key. An operation that was refused three times takes the turn: until it
 * ends, others of this process wait before they read the current version, so that nobody is refused
 * for ever. Hardly ever is there one.
 */
final class Turns {
    private final ConcurrentMap<Group, Turn> turns = new ConcurrentHashMap<>();

    /** Waits while it is another's turn; {@code mine} may be held already. */
    void await(Group key, @Nullable Turn mine) {
        Turn turn;
        while (!turns.isEmpty() && (turn = turns.get(key)) != null && turn != mine) {
            turn.ended.join();
        }
    }

    /** Takes the turn, waiting for those before. */
    Turn take(Group key) {
        Turn mine = new Turn(key);
        Turn other;
        while ((other = turns.putIfAbsent(key, mine)) != null) {
            other.ended.join();
        }
        return mine;
    }

    /** The right to go first at a key. */
    final class Turn implements AutoCloseable {
        private final Group key;
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

        private Turn(Group key) {
            this.key = key;
        }

        @Override
        public void close() {
            turns.remove(key, this);
            ended.complete(true);
        }
    }
}

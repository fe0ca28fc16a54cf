package dev.cairn.storage;

import dev.cairn.storage.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rounds of operations that are under way, and when each began. A round reads the clock and
 * commits a little later; what it books at that instant is not in the ledger before. Safe for all
 * threads.
 */
final class Underway {
    private final Clock clock;
    private final Map<Entry, Long> begun = new ConcurrentHashMap<>();

    Underway(Clock clock) {
        this.clock = clock;
    }

    /** A round begins; whatever it books is not before this. */
    Entry begin() {
        Entry entry = new Entry();
        begun.put(entry, clock.millis());
        return entry;
    }

    /** No round that is under way or will begin books anything before this. */
    long nothingBeforeMillis() {
        // In this order: who begins later reads the clock later.
        long now = clock.millis();
        return begun.values().stream().mapToLong(Long::longValue).reduce(now, Math::min);
    }

    /** A round under way. */
    final class Entry {
        /** It is committed, or will not be. */
        void end() {
            begun.remove(this);
        }
    }
}

package dev.cairn.storage.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock that everything in the store asks for the time: initiation, last modification, due
 * dates, ledger. It has milliseconds and never goes back, neither when its source does nor across
 * runs of the store ({@link #notBefore}). Safe for all threads.
 */
public final class Clock {
    private final InstantSource source;
    private final AtomicLong latestMillis = new AtomicLong(Long.MIN_VALUE);

    public Clock(InstantSource source) {
        this.source = source;
    }

    public static Clock system() {
        return new Clock(InstantSource.system());
    }

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** Milliseconds since the epoch. */
    public long millis() {
        return latestMillis.accumulateAndGet(source.millis(), Math::max);
    }

    /** From now on the clock shows at least this instant. */
    public void notBefore(Instant instant) {
        latestMillis.accumulateAndGet(instant.toEpochMilli(), Math::max);
    }
}

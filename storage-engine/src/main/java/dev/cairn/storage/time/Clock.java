package dev.cairn.storage.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock that everything in the store asks for the time: initiation, last modification, due
 * dates, ledger. It has milliseconds and never goes back, neither when its source does nor across
 * runs of the store ({@link #notBefore}). It shows real time unless tests have set it otherwise
 * ({@link MovableClock}). Safe for all threads.
 */
public final class Clock {
    private final InstantSource realTime;
    private final AtomicLong latestMillis = new AtomicLong(Long.MIN_VALUE);
    private volatile ClockSetting setting = ClockSetting.REAL;

    public Clock(InstantSource realTime) {
        this.realTime = realTime;
    }

    public static Clock system() {
        return new Clock(InstantSource.system());
    }

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** Milliseconds since the epoch. */
    public long millis() {
        return latestMillis.accumulateAndGet(setting.at(realTime.millis()), Math::max);
    }

    /** From now on the clock shows at least this instant. */
    public void notBefore(Instant instant) {
        latestMillis.accumulateAndGet(instant.toEpochMilli(), Math::max);
    }

    /** Real time, whatever the clock shows. */
    public Instant real() {
        return Instant.ofEpochMilli(realTime.millis());
    }

    /**
     * What signatures, presigned URLs and the Date header go by: real time, which is that of the
     * clients, unless the setting says that they follow the clock.
     */
    public InstantSource signatureTime() {
        return () -> setting.signatures() ? now() : realTime.instant();
    }

    /** How the clock follows real time. */
    public ClockSetting setting() {
        return setting;
    }

    /** From now on the clock follows real time like this, but still never goes back. */
    public void follow(ClockSetting other) {
        setting = other;
    }
}

package dev.cairn.storage.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The stretches of time that the ledger adds up by; days are those of UTC.
 */
public enum LedgerUnit {
    HOUR(1, Duration.ofHours(1)),
    DAY(2, Duration.ofDays(1));

    private final int code;
    private final Duration duration;

    LedgerUnit(int code, Duration duration) {
        this.code = code;
        this.duration = duration;
    }

    public static LedgerUnit ofCode(int code) {
        for (LedgerUnit unit : values()) {
            if (unit.code == code) {
                return unit;
            }
        }
        throw new IllegalArgumentException("no unit has code " + code);
    }

    /** The byte that stands for this unit on disk. */
    public int code() {
        return code;
    }

    public Duration duration() {
        return duration;
    }

    public long millis() {
        return duration.toMillis();
    }

    /** The start of the unit that an instant lies in. */
    public long startOf(long instantMillis) {
        return instantMillis - Math.floorMod(instantMillis, millis());
    }

    /** Whether one unit ends and the next begins at the instant. */
    public boolean beginsAt(Instant instant) {
        return instant.getNano() % 1_000_000 == 0
                && startOf(instant.toEpochMilli()) == instant.toEpochMilli();
    }
}

package dev.cairn.lifecycle;

import java.time.Duration;

/**
 * How rules are run.
 *
 * @param scale how long the day of a rule is
 * @param interval from the start of one pass to the start of the next, by the clock of the store
 */
public record LifecycleSettings(DayScale scale, Duration interval) {
    public LifecycleSettings {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("an interval of " + interval);
        }
    }
}

package dev.cairn.storage.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The hands of a clock, for tests that cannot wait: forward only, and durably, so that the clock
 * shows the same after a restart. Safe for all threads; a change blocks until it is durable.
 */
public final class MovableClock {
    private final Clock clock;
    private final Consumer<ClockSetting> keep;
    private final Runnable moved;

    /**
     * The hands of a clock.
     *
     * @param keep returns when the setting is durable
     * @param moved is told of each change, since who waits for a date may have waited enough
     */
    public MovableClock(Clock clock, Consumer<ClockSetting> keep, Runnable moved) {
        this.clock = clock;
        this.keep = keep;
        this.moved = moved;
    }

    /** What the clock shows, and how it goes. */
    public record Reading(Instant now, Instant real, ClockSetting setting) {}

    public synchronized Reading read() {
        return new Reading(clock.now(), clock.real(), clock.setting());
    }

    /**
     * Moves the clock by some time.
     *
     * @return empty where that is back: then nothing has changed
     */
    public synchronized Optional<Reading> advance(Duration by) {
        return set(clock.now().plus(by));
    }

    /**
     * Moves the clock to an instant.
     *
     * @return empty where that is back: then nothing has changed
     * @throws IllegalArgumentException beyond {@link ClockSetting#SHOWN_MAX}
     */
    public synchronized Optional<Reading> set(Instant to) {
        if (to.isAfter(ClockSetting.SHOWN_MAX)) {
            throw new IllegalArgumentException("after " + ClockSetting.SHOWN_MAX);
        }
        Instant now = clock.now();
        if (to.isBefore(now)) {
            return Optional.empty();
        }
        return Optional.of(follow(to, UnaryOperator.identity()));
    }

    /** Lets the clock stand still, or go on from where it stands. */
    public synchronized Reading freeze(boolean frozen) {
        return follow(clock.now(), setting -> setting.withFrozen(frozen));
    }

    /**
     * Lets the clock go so many times as fast as real time.
     *
     * @param times 1 to {@link ClockSetting#SPEED_MAX}
     */
    public synchronized Reading speed(long times) {
        return follow(clock.now(), setting -> setting.withSpeed(times));
    }

    /** Whether signatures, presigned URLs and the Date header go by the clock, too. */
    public synchronized Reading signatures(boolean byClock) {
        return follow(clock.now(), setting -> setting.withSignatures(byClock));
    }

    /**
     * Lets the clock go on as fast as real time, from where it is: for a store that is opened
     * without the permission to move its clock.
     */
    public synchronized Reading release() {
        ClockSetting setting = clock.setting();
        if (setting.frozen() || setting.speed() != 1 || setting.signatures()) {
            return follow(
                    clock.now(),
                    old -> old.withFrozen(false).withSpeed(1).withSignatures(false));
        }
        return read();
    }

    /**
     * First durable, then visible: what a client has seen is not taken back by a crash. Meanwhile
     * the clock stands still, so that it has not run beyond what is kept.
     */
    private Reading follow(Instant atLeast, UnaryOperator<ClockSetting> change) {
        ClockSetting before = clock.setting();
        long realMillis = clock.real().toEpochMilli();
        boolean kept = false;
        try {
            clock.follow(before.showing(realMillis, clock.millis()).withFrozen(true));
            long shownMillis = Math.max(clock.millis(), atLeast.toEpochMilli());
            ClockSetting after = change.apply(before).showing(realMillis, shownMillis);
            keep.accept(after);
            clock.follow(after);
            kept = true;
        } finally {
            if (!kept) {
                clock.follow(before);
            }
        }
        moved.run();
        return read();
    }
}

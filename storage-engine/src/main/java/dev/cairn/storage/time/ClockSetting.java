package dev.cairn.storage.time;

import java.time.Instant;

/**
 * How a clock follows real time: it showed one instant at another one of real time, and went on from
 * there at a speed. A function of real time, so it goes on while the store is closed.
 *
 * @param realMillis real time of the setting
 * @param shownMillis what the clock showed then
 * @param speed how many times as fast as real time, 1 to 1,000,000
 * @param frozen whether it stands still
 * @param signatures whether signatures, presigned URLs and the Date header go by the clock, too
 */
public record ClockSetting(
        long realMillis, long shownMillis, long speed, boolean frozen, boolean signatures) {
    /** Real time itself. */
    public static final ClockSetting REAL = new ClockSetting(0, 0, 1, false, false);

    public static final long SPEED_MAX = 1_000_000;

    /** The last instant that dates in headers can say. */
    public static final Instant SHOWN_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

    public ClockSetting {
        if (speed < 1 || speed > SPEED_MAX) {
            throw new IllegalArgumentException("speed " + speed);
        }
    }

    /** What the clock shows, in milliseconds; at the end of all dates it stands still. */
    public long at(long nowMillis) {
        long most = SHOWN_MAX.toEpochMilli();
        long elapsed = frozen ? 0 : nowMillis - realMillis;
        return elapsed > (most - shownMillis) / speed ? most : shownMillis + elapsed * speed;
    }

    /** The same pace from another place on. */
    ClockSetting showing(long nowMillis, long shown) {
        return new ClockSetting(nowMillis, shown, speed, frozen, signatures);
    }

    ClockSetting withFrozen(boolean flag) {
        return new ClockSetting(realMillis, shownMillis, speed, flag, signatures);
    }

    ClockSetting withSpeed(long times) {
        return new ClockSetting(realMillis, shownMillis, times, frozen, signatures);
    }

    ClockSetting withSignatures(boolean flag) {
        return new ClockSetting(realMillis, shownMillis, speed, frozen, flag);
    }
}

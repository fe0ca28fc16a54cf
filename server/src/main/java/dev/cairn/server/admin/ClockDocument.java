package dev.cairn.server.admin;

import dev.cairn.storage.time.MovableClock;
import java.time.Instant;

/**
 * The clock of the store.
 *
 * @param speed how many times as fast as real time
 * @param real what it would show had nobody moved it
 * @param signatures whether signatures, presigned URLs and the Date header go by it, too
 */
record ClockDocument(Instant now, boolean frozen, long speed, Instant real, boolean signatures) {
    static ClockDocument of(MovableClock.Reading reading) {
        return new ClockDocument(
                reading.now(),
                reading.setting().frozen(),
                reading.setting().speed(),
                reading.real(),
                reading.setting().signatures());
    }
}

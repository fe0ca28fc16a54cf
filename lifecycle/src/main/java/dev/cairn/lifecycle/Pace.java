package dev.cairn.lifecycle;

import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.time.Duration;

/**
 * Keeps a pass from taking the store away from requests: so many actions a second and no more, and
 * none once the server stops. Used by one thread.
 */
final class Pace {
    private static final int ACTIONS_PER_SECOND = 2000;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final Stop stop;
    private long secondBegan = System.nanoTime();
    private int inSecond;

    Pace(Stop stop) {
        this.stop = stop;
    }

    /** Before each action. Refused with WritesStopped when the server stops. */
    void beforeAction() {
        beforeUnit();
        long past = System.nanoTime() - secondBegan;
        if (past >= SECOND_NANOS) {
            secondBegan += past;
            inSecond = 0;
        } else if (inSecond == ACTIONS_PER_SECOND) {
            if (!stop.await(Duration.ofNanos(SECOND_NANOS - past))) {
                throw stopping();
            }
            secondBegan = System.nanoTime();
            inSecond = 0;
        }
        inSecond++;
    }

    /** Before each unit of a walk. Refused as {@link #beforeAction}. */
    void beforeUnit() {
        if (stop.isStopped()) {
            throw stopping();
        }
    }

    private static StorageException stopping() {
        return new StorageException(new Refusal.WritesStopped("the server is stopping"));
    }
}

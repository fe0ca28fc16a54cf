package dev.cairn.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the price plan of a bucket lets an upload be open, counted to the moment.
 *
 * @param since until then everything was booked that was due: nothing counts as ended before
 */
public record PlanLimit(int days, Instant since) {
    public PlanLimit {
        if (days < 0) {
            throw new IllegalArgumentException("a limit of " + days + " days");
        }
    }

    Instant due(Instant initiated) {
        return initiated.plus(Duration.ofDays(days));
    }
}

package dev.cairn.storage.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an upload of a bucket may be without a new part.
 *
 * @param since when the operator set it: nothing counts as given up before
 */
public record IdleLimit(Duration after, Instant since) {
    public IdleLimit {
        if (after.isZero() || after.isNegative()) {
            throw new IllegalArgumentException("an idle time of " + after);
        }
    }
}

package dev.cairn.lifecycle;

/** The end of current versions, or of delete markers behind which nothing is left. */
public sealed interface Expiration {
    /** Objects expire; Days are 1 or more. */
    record Timed(RuleTime time) implements Expiration {
        public Timed {
            if (time instanceof RuleTime.Days(int days)) {
                InvalidLifecycleException.requirePositive("Days", "Expiration", days);
            }
        }
    }

    /** Delete markers that stand alone are removed; false asks for nothing. */
    record ExpiredObjectDeleteMarker(boolean value) implements Expiration {}
}

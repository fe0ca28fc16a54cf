package dev.cairn.lifecycle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When an action on current versions is due. */
public sealed interface RuleTime {
    /** So many days after creation; each action says whether 0 is allowed. */
    record Days(int days) implements RuleTime {}

    /** From a date on, whatever the age. Dates are midnights of UTC. */
    record Date(Instant date) implements RuleTime {
        public Date {
            if (!date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
                throw InvalidLifecycleException.argument(
                        "'Date' must be at midnight GMT", "Date", date);
            }
        }
    }
}

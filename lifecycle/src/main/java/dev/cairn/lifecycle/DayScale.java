package dev.cairn.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How long the day of a rule is.
 *
 * <p>By real days an action is due at the midnight of UTC that follows start plus days (User Guide,
 * "Lifecycle rules: Based on an object's age"); a start that is itself midnight is no exception. By
 * any other day, which tests set so that they need not wait, it is due as soon as the age is
 * reached, without rounding.
 */
public record DayScale(Duration day) {
    /** Days as they are, and as all headers count them. */
    public static final DayScale REAL = new DayScale(Duration.ofDays(1));

    public DayScale {
        if (day.isZero() || day.isNegative()) {
            throw new IllegalArgumentException("a day of " + day);
        }
    }

    /** When something that began then is so many days old. */
    public Instant due(Instant start, int days) {
        if (day.equals(REAL.day)) {
            return LocalDate.ofInstant(start, ZoneOffset.UTC)
                    .plusDays(days + 1L)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        }
        return start.plus(day.multipliedBy(days));
    }
}

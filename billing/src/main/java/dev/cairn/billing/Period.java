package dev.cairn.billing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time between two hours, of which the second is not part. The ledger adds up by hours,
 * so nothing shorter can be told exactly.
 */
public record Period(Instant from, Instant to) {
    public Period {
        if (!isHour(from) || !isHour(to) || !from.isBefore(to)) {
            throw new IllegalArgumentException("no period of whole hours: " + from + " to " + to);
        }
    }

    /** Whether an hour begins at the instant. */
    public static boolean isHour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS).equals(instant);
    }

    /** A month of the calendar, in UTC. */
    public static Period of(YearMonth month) {
        return new Period(startOf(month), startOf(month.plusMonths(1)));
    }

    /** A day of the calendar, in UTC. */
    public static Period of(LocalDate day) {
        return new Period(startOf(day), startOf(day.plusDays(1)));
    }

    public static Instant startOf(YearMonth month) {
        return startOf(month.atDay(1));
    }

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    public static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The month that the whole period lies in, or its first. */
    public YearMonth month() {
        return monthOf(from);
    }

    /** Whether the last hour of its month is the last of the period. */
    public boolean endsMonth() {
        return to.equals(startOf(monthOf(to.minusMillis(1)).plusMonths(1)));
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** The parts that lie in one month each, in order. */
    public List<Period> months() {
        List<Period> parts = new ArrayList<>();
        Instant begin = from;
        while (begin.isBefore(to)) {
            Instant next = startOf(monthOf(begin).plusMonths(1));
            Instant end = next.isBefore(to) ? next : to;
            parts.add(new Period(begin, end));
            begin = end;
        }
        return parts;
    }

    /** The parts that lie in one day each, in order. */
    public List<Period> days() {
        List<Period> parts = new ArrayList<>();
        Instant begin = from;
        while (begin.isBefore(to)) {
            Instant next = startOf(dayOf(begin).plusDays(1));
            Instant end = next.isBefore(to) ? next : to;
            parts.add(new Period(begin, end));
            begin = end;
        }
        return parts;
    }
}

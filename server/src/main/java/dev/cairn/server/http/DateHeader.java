package dev.cairn.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the Date header, worded once a second. Safe for all threads. */
final class DateHeader {
    /** RFC 9110, section 5.6.7: IMF-fixdate. */
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final InstantSource time;
    private volatile Worded latest = new Worded(Long.MIN_VALUE, "");

    DateHeader(InstantSource time) {
        this.time = time;
    }

    /** The value of a clock that is ahead of this one, or behind it. */
    DateHeader ahead(Duration by) {
        return new DateHeader(InstantSource.offset(time, by));
    }

    String now() {
        long second = Math.floorDiv(time.millis(), 1000L);
        Worded worded = latest;
        if (worded.epochSecond != second) {
            worded = new Worded(second, IMF_FIXDATE.format(Instant.ofEpochSecond(second)));
            latest = worded;
        }
        return worded.text;
    }

    private record Worded(long epochSecond, String text) {}
}

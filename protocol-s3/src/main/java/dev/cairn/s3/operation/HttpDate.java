package dev.cairn.s3.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as headers carry them: whole seconds, in the three forms of RFC 9110, and ISO 8601. */
final class HttpDate {
    private static final DateTimeFormatter PREFERRED =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final List<DateTimeFormatter> ACCEPTED =
            List.of(
                    PREFERRED,
                    DateTimeFormatter.RFC_1123_DATE_TIME,
                    twoDigitYear(),
                    DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                            .withZone(ZoneOffset.UTC),
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    private HttpDate() {}

    static String format(Instant instant) {
        return PREFERRED.format(instant);
    }

    /** Empty for what is no date. */
    static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        for (DateTimeFormatter format : ACCEPTED) {
            try {
                return Optional.of(ZonedDateTime.parse(stripped, format).toInstant());
            } catch (DateTimeException other) {
                // The next form may fit.
            }
        }
        return Optional.empty();
    }

    /** As a client can compare it: without the fraction that headers do not carry. */
    static Instant wholeSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The obsolete form of RFC 850. */
    private static DateTimeFormatter twoDigitYear() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }
}

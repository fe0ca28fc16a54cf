package dev.cairn.s3.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * The instant of a signature.
 *
 * @param text as signed, {@code yyyyMMdd'T'HHmmss'Z'}
 */
public record SignedAt(String text, Instant instant) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** Reads the long form of ISO 8601 that {@code x-amz-date} is in. */
    public static Optional<SignedAt> parse(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text, BASIC);
            return Optional.of(new SignedAt(text, time.toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException notOfThisForm) {
            return Optional.empty();
        }
    }

    /** An instant in the form that is signed. */
    static SignedAt of(Instant instant) {
        return new SignedAt(BASIC.format(instant.atOffset(ZoneOffset.UTC)), instant);
    }

    /** Reads the {@code Date} header, which is in either form; it is signed in the long one. */
    static Optional<SignedAt> parseDateHeader(String text) {
        Optional<SignedAt> basic = parse(text);
        if (basic.isPresent()) {
            return basic;
        }
        try {
            Instant instant =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(of(instant));
        } catch (DateTimeException notOfThisForm) {
            return Optional.empty();
        }
    }

    String date() {
        return text.substring(0, 8);
    }
}

package dev.cairn.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Figures as people read them. */
final class HumanFormat {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int STEP = 1024;

    private HumanFormat() {}

    /** {@code 300.0 MiB}; single bytes without a fraction. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        // One decimal must not round up to 1024.0.
        while (Math.abs(value) >= STEP - 0.05 && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** The time since an instant, in its two largest units: {@code 3d 4h}. */
    static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        if (age.toMinutes() > 0) {
            return age.toMinutes() + "m " + age.toSecondsPart() + "s";
        }
        return age.toSeconds() + "s";
    }

    /** {@code 1 part}, {@code 2 parts}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** What an upload or the object of one holds: {@code 3 parts, 300.0 MiB}. */
    static String parts(JsonNode document) {
        return count(document.path("partCount").asLong(), "part")
                + ", "
                + bytes(document.path("bytes").asLong());
    }

    /** What ends the unfinished uploads of a bucket: {@code a week: 7 days, logs/*}. */
    static String abortRule(JsonNode rule) {
        if (!rule.isObject()) {
            return "none";
        }
        String after =
                rule.path("afterIdle").isNull()
                        ? count(rule.path("daysAfterInitiation").asLong(), "day")
                        : rule.path("afterIdle").asString() + " without a part";
        String prefix = rule.path("prefix").asString();
        return printable(rule.path("ruleId").asString() + ": ")
                + after
                + (prefix.isEmpty() ? "" : ", only " + printable(prefix) + "*");
    }

    /** An amount of money; {@code -} where there is none. */
    static String amount(JsonNode money) {
        return money.isObject() ? money.path("amount").asString() : "-";
    }

    /** When an upload is aborted: {@code 2026-03-09T00:00:00Z}, or {@code no rule}. */
    static String abortDate(JsonNode upload) {
        JsonNode date = upload.path("abortDate");
        return date.isNull() ? "no rule" : date.asString();
    }

    /** Text of somebody else, without the characters that would steer a terminal. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (Character.isISOControl(c)) {
                                printable.append(String.format(Locale.ROOT, "\\x%02x", c));
                            } else {
                                printable.appendCodePoint(c);
                            }
                        });
        return printable.toString();
    }
}

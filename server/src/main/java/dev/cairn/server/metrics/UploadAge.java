package dev.cairn.server.metrics;

import java.time.Duration;
import java.time.Instant;

/** How long ago an open upload was begun, as the tag {@code age} says it. */
enum UploadAge {
    UNDER_A_DAY("lt1d", Duration.ofDays(1)),
    UNDER_A_WEEK("1d_7d", Duration.ofDays(7)),
    UNDER_A_MONTH("7d_30d", Duration.ofDays(30)),
    OLDER("gt30d", Duration.ofSeconds(Long.MAX_VALUE));

    private final String tag;
    private final Duration below;

    UploadAge(String tag, Duration below) {
        this.tag = tag;
        this.below = below;
    }

    /** The age of an upload; one that the clock does not know yet has just begun. */
    static UploadAge of(Instant initiated, Instant now) {
        Duration age = Duration.between(initiated, now);
        for (UploadAge candidate : values()) {
            if (age.compareTo(candidate.below) < 0) {
                return candidate;
            }
        }
        return OLDER;
    }

    String tag() {
        return tag;
    }
}

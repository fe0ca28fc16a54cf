package dev.cairn.storage.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an open upload holds.
 *
 * @param gaps missing numbers below {@code partNumberMax} as ranges ("4-5", "7"), at most 100
 * @param lastPartAt when the last part landed; null without parts
 */
public record UploadUsage(
        long bytes,
        int partCount,
        int partNumberMax,
        List<String> gaps,
        long supersededBytes,
        long inFlightBytes,
        @Nullable Instant lastPartAt) {}

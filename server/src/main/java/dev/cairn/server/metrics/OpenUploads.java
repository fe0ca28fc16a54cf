package dev.cairn.server.metrics;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies in the open uploads of a bucket, or of several. Filled by one thread, then read. */
final class OpenUploads {
    private final Map<UploadAge, Long> bytes = new EnumMap<>(UploadAge.class);
    private @Nullable Instant firstInitiated;

    void add(Instant initiated, UploadAge age, long sizeBytes) {
        bytes.merge(age, sizeBytes, Long::sum);
        firstInitiated = earlier(firstInitiated, initiated);
    }

    void addAll(OpenUploads other) {
        other.bytes.forEach((age, sizeBytes) -> bytes.merge(age, sizeBytes, Long::sum));
        firstInitiated = earlier(firstInitiated, other.firstInitiated);
    }

    long bytes(UploadAge age) {
        return bytes.getOrDefault(age, 0L);
    }

    /** When the oldest of them was begun; null without uploads. */
    @Nullable
    Instant firstInitiated() {
        return firstInitiated;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}

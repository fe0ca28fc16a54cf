package dev.cairn.server.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the open uploads of a bucket, or of several, as a walk found it. Of the oldest ones it
 * also knows which they are: an upload that was begun later is younger, so the first of them that is
 * still open is the oldest now, however long ago the walk was. Filled by one thread, then read.
 */
final class OpenUploads {
    private static final int OLDEST_MAX = 16;

    private static final Comparator<OpenUpload> BY_AGE =
            Comparator.comparing(OpenUpload::initiated)
                    .thenComparing(upload -> upload.bucket().value())
                    .thenComparing(OpenUpload::key)
                    .thenComparing(OpenUpload::uploadId);

    private final Map<UploadAge, Long> bytes = new EnumMap<>(UploadAge.class);
    private final TreeSet<OpenUpload> oldest = new TreeSet<>(BY_AGE);

    void add(OpenUpload upload, UploadAge age, long sizeBytes) {
        bytes.merge(age, sizeBytes, Long::sum);
        addOld(upload);
    }

    void addAll(OpenUploads other) {
        other.bytes.forEach((age, sizeBytes) -> bytes.merge(age, sizeBytes, Long::sum));
        other.oldest.forEach(this::addOld);
    }

    long bytes(UploadAge age) {
        return bytes.getOrDefault(age, 0L);
    }

    /**
     * When the oldest upload was begun; null without uploads. Where all that are known have ended
     * since the walk, the youngest of these: what is left is no older.
     */
    @Nullable
    Instant firstInitiated(Predicate<OpenUpload> open) {
        List<OpenUpload> known = new ArrayList<>(oldest);
        for (OpenUpload upload : known) {
            if (open.test(upload)) {
                return upload.initiated();
            }
        }
        return known.size() < OLDEST_MAX ? null : known.getLast().initiated();
    }

    private void addOld(OpenUpload upload) {
        boolean younger =
                oldest.size() == OLDEST_MAX && BY_AGE.compare(upload, oldest.last()) > 0;
        if (!younger) {
            oldest.add(upload);
            if (oldest.size() > OLDEST_MAX) {
                oldest.pollLast();
            }
        }
    }
}

package dev.cairn.server.metrics;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
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
    /** So many of the oldest are known. */
    static final int OLDEST_MAX = 16;

    private static final Comparator<OpenUpload> BY_AGE =
            Comparator.comparing(OpenUpload::initiated)
                    .thenComparing(upload -> upload.bucket().value())
                    .thenComparing(OpenUpload::key)
                    .thenComparing(OpenUpload::uploadId);

    private final Map<UploadAge, Long> bytes = new EnumMap<>(UploadAge.class);
    private final TreeSet<OpenUpload> oldest = new TreeSet<>(BY_AGE);
    private final int oldestMax;

    /** When the oldest of those was begun that are not known; null where all are. */
    private @Nullable Instant firstUnknown;

    OpenUploads() {
        this(OLDEST_MAX);
    }

    /**
     * The same with less room.
     *
     * @param oldestMax so many of the oldest are known
     */
    OpenUploads(int oldestMax) {
        this.oldestMax = oldestMax;
    }

    void add(OpenUpload upload, UploadAge age, long sizeBytes) {
        bytes.merge(age, sizeBytes, Long::sum);
        addOld(upload);
    }

    void addAll(OpenUploads other) {
        other.bytes.forEach((age, sizeBytes) -> bytes.merge(age, sizeBytes, Long::sum));
        other.oldest.forEach(this::addOld);
        if (other.firstUnknown != null) {
            addUnknown(other.firstUnknown);
        }
    }

    long bytes(UploadAge age) {
        return bytes.getOrDefault(age, 0L);
    }

    /**
     * When the oldest upload was begun; null without uploads. Where all that are known and older
     * have ended since the walk, when the next one was begun: what is left is no older.
     */
    @Nullable
    Instant firstInitiated(Predicate<OpenUpload> open) {
        for (OpenUpload upload : oldest) {
            Instant initiated = upload.initiated();
            if (firstUnknown != null && firstUnknown.isBefore(initiated)) {
                return firstUnknown;
            }
            if (open.test(upload)) {
                return initiated;
            }
        }
        return firstUnknown;
    }

    private void addOld(OpenUpload upload) {
        oldest.add(upload);
        if (oldest.size() > oldestMax) {
            OpenUpload youngest = oldest.last();
            oldest.remove(youngest);
            addUnknown(youngest.initiated());
        }
    }

    private void addUnknown(Instant initiated) {
        if (firstUnknown == null || initiated.isBefore(firstUnknown)) {
            firstUnknown = initiated;
        }
    }
}

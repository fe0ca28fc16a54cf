package dev.cairn.storage;

import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adds up the parts of an upload that ends, and books each as removed. */
final class RemovedParts {
    private final Clock clock;
    private final @Nullable Instant due;
    private final BookedParts booked;
    private long bytes;
    private int count;
    private @Nullable Instant lastLanded;

    /**
     * Nothing so far.
     *
     * @param due since when it counts, but for no part before it landed; null for now
     */
    RemovedParts(Clock clock, @Nullable Instant due, BookedParts booked) {
        this.clock = clock;
        this.due = due;
        this.booked = booked;
    }

    long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /** When the last of them landed; null without parts. */
    @Nullable
    Instant lastLanded() {
        return lastLanded;
    }

    void take(PartScan parts) {
        long sameBytes = 0;
        int sameCount = 0;
        PartRow row;
        Instant counts = due;
        while ((row = parts.next()) != null) {
            long size = row.part().sizeBytes();
            bytes += size;
            count++;
            Instant landed = row.part().lastModified();
            lastLanded = lastLanded == null || lastLanded.isBefore(landed) ? landed : lastLanded;
            if (counts != null && landed.isAfter(counts)) {
                booked.removed(size, 1, landed);
            } else {
                sameBytes += size;
                sameCount++;
            }
        }
        if (sameCount > 0) {
            // Behind the last part: the clock then shows nothing before any of them.
            Instant now = clock.now();
            booked.removed(
                    sameBytes,
                    sameCount,
                    counts == null || counts.isAfter(now) ? now : counts);
        }
    }
}

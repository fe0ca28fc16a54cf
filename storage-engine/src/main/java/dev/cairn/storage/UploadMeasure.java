package dev.cairn.storage;

import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.UploadUsage;
import java.time.Instant;

/** Adds up what an open upload holds. */
final class UploadMeasure {
    private UploadMeasure() {}

    static UploadUsage of(PartScan parts, long inFlightBytes) {
        long bytes = 0;
        int count = 0;
        long superseded = 0;
        Instant last = null;
        PartGaps gaps = new PartGaps();
        PartRow row;
        while ((row = parts.next()) != null) {
            Part part = row.part();
            gaps.take(part.number());
            bytes += part.sizeBytes();
            count++;
            superseded += part.supersededBytes();
            if (last == null || part.lastModified().isAfter(last)) {
                last = part.lastModified();
            }
        }
        return new UploadUsage(
                bytes,
                count,
                gaps.highest(),
                gaps.ranges(),
                superseded,
                inFlightBytes,
                last);
    }
}

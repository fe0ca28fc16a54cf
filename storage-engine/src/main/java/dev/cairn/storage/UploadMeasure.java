package dev.cairn.storage;

import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.UploadUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds up what an open upload holds. */
final class UploadMeasure {
    private static final int GAPS_MAX = 100;

    private UploadMeasure() {}

    static UploadUsage of(PartScan parts, long inFlightBytes) {
        long bytes = 0;
        int count = 0;
        int highest = 0;
        long superseded = 0;
        Instant last = null;
        List<String> gaps = new ArrayList<>();
        PartRow row;
        while ((row = parts.next()) != null) {
            Part part = row.part();
            if (part.number() > highest + 1 && gaps.size() < GAPS_MAX) {
                gaps.add(range(highest + 1, part.number() - 1));
            }
            bytes += part.sizeBytes();
            count++;
            highest = part.number();
            superseded += part.supersededBytes();
            if (last == null || part.lastModified().isAfter(last)) {
                last = part.lastModified();
            }
        }
        return new UploadUsage(bytes, count, highest, gaps, superseded, inFlightBytes, last);
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}

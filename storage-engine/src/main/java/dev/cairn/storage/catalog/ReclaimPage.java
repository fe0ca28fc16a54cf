package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.model.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reclaimer is about to remove, written down before the first file goes, so that it can be
 * finished after a crash.
 *
 * @param blobs to be unlinked
 * @param parts whose rows go with them
 * @param entries whose work is done with this page
 */
public record ReclaimPage(List<DeadBlob> blobs, List<PartName> parts, List<Queued> entries) {
    private static final int VERSION = 1;

    /** A blob that nothing names; its data bytes are counted as discarded. */
    public record DeadBlob(BlobId id, long length) {}

    /** A part row of a body. */
    public record PartName(long space, ObjectKey key, String bodyId, int number) {}

    /** The name of a queue entry. */
    public record Queued(QueueEntry.Kind kind, long sequence) {}

    public ReclaimPage {
        blobs = List.copyOf(blobs);
        parts = List.copyOf(parts);
        entries = List.copyOf(entries);
    }

    byte[] encode() {
        RowWriter row = new RowWriter(VERSION).number(blobs.size());
        blobs.forEach(blob -> row.number(blob.id().number()).number(blob.length()));
        row.number(parts.size());
        PartName previous = null;
        for (PartName part : parts) {
            boolean same =
                    previous != null
                            && previous.space() == part.space()
                            && previous.key().equals(part.key())
                            && previous.bodyId().equals(part.bodyId());
            row.flag(same);
            if (!same) {
                row.number(part.space()).text(part.key().value()).text(part.bodyId());
            }
            row.number(part.number());
            previous = part;
        }
        row.number(entries.size());
        entries.forEach(entry -> row.u8(entry.kind().code()).number(entry.sequence()));
        return row.toBytes();
    }

    static ReclaimPage decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        List<DeadBlob> blobs = new ArrayList<>();
        for (int i = row.smallNumber(); i > 0; i--) {
            blobs.add(new DeadBlob(new BlobId(row.number()), row.number()));
        }
        List<PartName> parts = new ArrayList<>();
        long space = 0;
        ObjectKey key = null;
        String bodyId = "";
        for (int i = row.smallNumber(); i > 0; i--) {
            if (!row.flag()) {
                space = row.number();
                key = new ObjectKey(row.text());
                bodyId = row.text();
            }
            if (key == null) {
                throw new DamagedRowException("reclaim page whose first part has no name");
            }
            parts.add(new PartName(space, key, bodyId, row.smallNumber()));
        }
        List<Queued> entries = new ArrayList<>();
        for (int i = row.smallNumber(); i > 0; i--) {
            entries.add(new Queued(QueueEntry.Kind.ofCode(row.u8()), row.number()));
        }
        return new ReclaimPage(blobs, parts, entries);
    }
}

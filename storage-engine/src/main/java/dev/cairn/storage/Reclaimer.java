package dev.cairn.storage;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.BlobStore;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.LayoutRow;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.ReclaimPage;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes what the catalog has forgotten, page by page: the page is written down, its files are
 * unlinked and their directories synced, and only then the catalog lets go of rows and places. Every
 * step can be repeated. What a reader holds is passed over and holds up nothing else.
 *
 * <p>One page at a time is under way, whoever asks for it; {@link #pause} keeps pages away while the
 * disk is measured.
 */
final class Reclaimer {
    private static final int PAGE_BLOBS = 256;

    /** A page is written down as one row, and keys are up to 1,024 bytes long. */
    private static final int PAGE_NAME_BYTES = 32 << 10;

    private final RocksCatalog catalog;
    private final BlobStore blobs;
    private final Pins pins;
    private final StorageMeters meters;
    private final Object page = new Object();

    Reclaimer(RocksCatalog catalog, BlobStore blobs, Pins pins, StorageMeters meters) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.pins = pins;
        this.meters = meters;
    }

    /** Runs the action while no page is under way. */
    <T> T pause(IoAction<T> action) throws IOException {
        synchronized (page) {
            return action.run();
        }
    }

    /** Something that touches the disk. */
    @FunctionalInterface
    interface IoAction<T> {
        T run() throws IOException;
    }

    /** Finishes the page that was begun before a crash or a fault of the disk. */
    void finishBegunPage() throws IOException {
        synchronized (page) {
            ReclaimPage begun = catalog.reclaimPage();
            if (begun != null) {
                finish(begun);
            }
        }
    }

    /**
     * Removes everything that nothing holds.
     *
     * @return whether something was passed over because a reader holds it
     */
    boolean run() throws IOException {
        finishBegunPage();
        drain(QueueEntry.Kind.TRIM);
        drain(QueueEntry.Kind.BLOB);
        return drain(QueueEntry.Kind.BODY);
    }

    private boolean drain(QueueEntry.Kind kind) throws IOException {
        long after = -1;
        boolean passedOver = false;
        while (true) {
            synchronized (page) {
                List<RocksCatalog.Entry> entries = catalog.queue(kind, after, PAGE_BLOBS);
                if (entries.isEmpty()) {
                    return passedOver;
                }
                // Read behind the bodies: the trim of each of them was queued before it.
                boolean bodies = kind == QueueEntry.Kind.BODY;
                Page next = new Page(bodies ? firstTrim() : Long.MAX_VALUE);
                after = next.fill(entries, after);
                if (!next.isEmpty()) {
                    ReclaimPage begun = next.build();
                    catalog.beginReclaim(begun);
                    finish(begun);
                }
                passedOver |= next.passedOver;
            }
        }
    }

    /** Bodies queued behind a trim wait: the trim may be of the same body and needs its layout. */
    private long firstTrim() {
        List<RocksCatalog.Entry> first = catalog.queue(QueueEntry.Kind.TRIM, -1, 1);
        return first.isEmpty() ? Long.MAX_VALUE : first.getFirst().sequence();
    }

    private void finish(ReclaimPage begun) throws IOException {
        List<BlobId> dead = new ArrayList<>(begun.blobs().size());
        long bytes = 0;
        for (ReclaimPage.DeadBlob blob : begun.blobs()) {
            dead.add(blob.id());
            bytes += blob.length();
        }
        blobs.delete(dead);
        catalog.endReclaim(begun);
        meters.reclaimed(bytes);
    }

    /** A page being filled. */
    private final class Page {
        private final long barrier;
        private final List<ReclaimPage.DeadBlob> dead = new ArrayList<>();
        private final List<ReclaimPage.PartName> parts = new ArrayList<>();
        private final List<ReclaimPage.Queued> done = new ArrayList<>();
        private int nameBytes;
        private boolean passedOver;

        Page(long barrier) {
            this.barrier = barrier;
        }

        boolean isEmpty() {
            return parts.isEmpty() && done.isEmpty();
        }

        ReclaimPage build() {
            return new ReclaimPage(dead, parts, done);
        }

        /** Takes entries up; returns the last one that needs no other look in this walk. */
        long fill(List<RocksCatalog.Entry> entries, long after) {
            long last = after;
            for (RocksCatalog.Entry entry : entries) {
                if (isFull()) {
                    return last;
                }
                boolean whole = take(entry);
                if (!whole) {
                    return last;
                }
                last = entry.sequence();
            }
            return last;
        }

        /** False when the page is full before the entry is done. */
        private boolean take(RocksCatalog.Entry entry) {
            ReclaimPage.Queued name =
                    new ReclaimPage.Queued(entry.work().kind(), entry.sequence());
            switch (entry.work()) {
                case QueueEntry.Blob blob -> dead(blob.blob(), blob.length());
                case QueueEntry.Trim trim -> {
                    KeyRows rows = new KeyRows(trim.space(), trim.key());
                    if (!takeParts(rows, trim.bodyId(), layout(rows, trim.bodyId()))) {
                        return false;
                    }
                }
                case QueueEntry.Body body -> {
                    if (pins.holds(body.space(), body.key(), body.bodyId())
                            || entry.sequence() > barrier) {
                        passedOver = true;
                        return true;
                    }
                    BlobId blob = body.blob();
                    if (blob != null) {
                        dead(blob, body.length());
                    } else if (!takeParts(
                            new KeyRows(body.space(), body.key()), body.bodyId(), null)) {
                        return false;
                    }
                }
                case QueueEntry.Receipt receipt -> throw new AssertionError("not reclaimed");
                case QueueEntry.Drop drop -> throw new AssertionError("not reclaimed");
            }
            done.add(name);
            return true;
        }

        /** Takes the parts that the layout does not name, and without a layout all rows. */
        private boolean takeParts(KeyRows rows, String bodyId, @Nullable LayoutRow layout) {
            int first = layout == null ? -1 : 0;
            boolean named = false;
            try (RowScan scan = catalog.scan(rows.partsAfter(bodyId, first))) {
                while (scan.next()) {
                    int number = KeyRows.partNumber(scan.key());
                    if (layout != null && layout.contains(number)) {
                        continue;
                    }
                    if (isFull()) {
                        return false;
                    }
                    if (!named) {
                        nameBytes += rows.key().utf8().length + bodyId.length();
                        named = true;
                    }
                    if (number > 0) {
                        for (Slice slice : PartRow.decode(number, scan.value()).slices()) {
                            dead(slice.blob(), slice.length());
                        }
                    }
                    parts.add(
                            new ReclaimPage.PartName(rows.space(), rows.key(), bodyId, number));
                }
            }
            return true;
        }

        private LayoutRow layout(KeyRows rows, String bodyId) {
            byte[] value = catalog.get(rows.part(bodyId, 0));
            if (value == null) {
                throw new AssertionError("a body to be trimmed has no layout: " + bodyId);
            }
            return LayoutRow.decode(value);
        }

        private void dead(BlobId blob, long length) {
            dead.add(new ReclaimPage.DeadBlob(blob, length));
        }

        private boolean isFull() {
            return dead.size() >= PAGE_BLOBS
                    || parts.size() >= PAGE_BLOBS
                    || nameBytes >= PAGE_NAME_BYTES;
        }
    }
}

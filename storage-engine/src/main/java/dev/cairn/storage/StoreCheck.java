package dev.cairn.storage;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.FileBlobStore;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.LayoutRow;
import dev.cairn.storage.catalog.LedgerRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.SpaceRow;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.Totals;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.io.Disk;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.Finding;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.StorageClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compares rows, places, files and totals with each other: every place has its file of the right
 * length, every named blob its place, every part row an upload, a version or a queue entry, and
 * every total is what its rows add up to. For a store in which nothing is being written; holds the
 * numbers of all blobs in memory.
 */
final class StoreCheck {
    private static final int QUEUE_MAX = 1_000_000;

    private final Disk disk;
    private final Path blobs;
    private final RocksCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    /** Blobs that a holder or a queue entry names, with their data bytes. */
    private final Map<BlobId, Long> named = new HashMap<>();

    private final Set<String> queuedBodies = new HashSet<>();
    private final Set<String> trims = new HashSet<>();
    private long discarded;
    private long overhead;

    StoreCheck(Disk disk, Path blobs, RocksCatalog catalog) {
        this.disk = disk;
        this.blobs = blobs;
        this.catalog = catalog;
    }

    /** Empty when all is well. To be called while the reclaimer is held. */
    List<Finding> run() throws IOException {
        readQueues();
        try (RowScan spaces = catalog.scan(SystemRows.spaces())) {
            while (spaces.next()) {
                checkSpace(SystemRows.spaceId(spaces.key()), SpaceRow.decode(spaces.value()));
            }
        }
        checkLedgerOfPurged();
        checkPlaces();
        checkFiles();
        Totals totals = catalog.look(Totals::copy);
        compare("discarded", totals.get(SystemRows.SYSTEM, Total.DISCARDED).bytes(), discarded);
        compare("overhead", totals.get(SystemRows.SYSTEM, Total.OVERHEAD).bytes(), overhead);
        return List.copyOf(findings);
    }

    private void readQueues() {
        for (RocksCatalog.Entry entry : catalog.queue(QueueEntry.Kind.TRIM, -1, QUEUE_MAX)) {
            if (entry.work() instanceof QueueEntry.Trim trim) {
                trims.add(body(trim.space(), trim.bodyId()));
            }
        }
        for (RocksCatalog.Entry entry : catalog.queue(QueueEntry.Kind.BLOB, -1, QUEUE_MAX)) {
            if (entry.work() instanceof QueueEntry.Blob blob) {
                nameDiscarded(new Slice(blob.blob(), 0, blob.length()));
            }
        }
        for (RocksCatalog.Entry entry : catalog.queue(QueueEntry.Kind.BODY, -1, QUEUE_MAX)) {
            if (entry.work() instanceof QueueEntry.Body queued) {
                takeBody(queued);
            }
        }
    }

    private void takeBody(QueueEntry.Body queued) {
        BlobId blob = queued.blob();
        if (blob != null) {
            nameDiscarded(new Slice(blob, 0, queued.length()));
            return;
        }
        queuedBodies.add(body(queued.space(), queued.bodyId()));
        KeyRows rows = new KeyRows(queued.space(), queued.key());
        try (PartScan parts = new PartScan(catalog, rows, queued.bodyId(), 0)) {
            PartRow part;
            while ((part = parts.next()) != null) {
                part.slices().forEach(this::nameDiscarded);
            }
        }
    }

    /** What was there when a bucket was dropped has gone from the ledger. */
    private void checkLedgerOfPurged() {
        try (RowScan buckets = catalog.scan(LedgerRows.bucketsBehind(0))) {
            while (buckets.next()) {
                long space = LedgerRows.bucketSpace(buckets.key());
                if (catalog.get(SystemRows.space(space)) == null) {
                    new LedgerCheck(catalog, space, "a purged bucket").run(this::find);
                }
            }
        }
    }

    private void checkSpace(long space, SpaceRow row) {
        LedgerCheck ledger = new LedgerCheck(catalog, space, row.name().value());
        long[] current = new long[2];
        try (RowScan objects = catalog.scan(KeyRows.objects(space, "", null))) {
            while (objects.next()) {
                ObjectRow object = ObjectRow.decode(objects.value());
                current[0] += object.sizeBytes();
                current[1]++;
                ledger.version(object, ByteClass.CURRENT);
                checkObject(space, KeyRows.objectKey(objects.key()), object);
            }
        }
        VersionCheck noncurrent =
                new VersionCheck(
                        catalog,
                        space,
                        (key, version) -> {
                            ledger.version(version, ByteClass.NONCURRENT);
                            checkObject(space, key, version);
                        },
                        this::find);
        noncurrent.run();
        long[] open = new long[3];
        try (RowScan uploads = catalog.scan(KeyRows.uploads(space, ""))) {
            while (uploads.next()) {
                ObjectKey key = KeyRows.suffixedKey(uploads.key());
                StorageClass in =
                        UploadRow.decode(uploads.value()).begun().object().storageClass();
                open[1] += row.live() ? 1 : 0;
                checkUpload(
                        new KeyRows(space, key),
                        KeyRows.suffix(uploads.key()),
                        row.live(),
                        part -> {
                            ledger.part(in, part.sizeBytes());
                            open[0] += row.live() ? part.sizeBytes() : 0;
                            open[2] += row.live() ? 1 : 0;
                        });
            }
        }
        // What was dropped before there was a ledger is not in it.
        if (row.live() || catalog.get(LedgerRows.bucket(space)) != null) {
            ledger.run(this::find);
        }
        if (row.live()) {
            new DocumentCheck(catalog, findings::add).run(space);
        }
        Totals totals = catalog.look(Totals::copy);
        String where = " of " + row.name();
        compare("current" + where, totals.get(space, Total.CURRENT).bytes(), current[0]);
        compare("objects" + where, totals.get(space, Total.CURRENT).count(), current[1]);
        Totals.Amount counted = totals.get(space, Total.NONCURRENT);
        compare("noncurrent" + where, counted.bytes(), noncurrent.bytes());
        compare("noncurrent versions" + where, counted.count(), noncurrent.count());
        compare("uploadOpen" + where, totals.get(space, Total.UPLOAD_OPEN).bytes(), open[0]);
        compare("uploads" + where, totals.get(space, Total.UPLOAD_OPEN).count(), open[1]);
        compare("parts" + where, totals.get(space, Total.PARTS_OPEN).count(), open[2]);
    }

    private void checkObject(long space, ObjectKey key, ObjectRow object) {
        Slice slice = object.slice();
        if (object.partCount() == 0) {
            if (slice != null) {
                name(slice);
            } else if (object.sizeBytes() > 0) {
                find("object-without-bytes", key.value());
            }
            return;
        }
        KeyRows rows = new KeyRows(space, key);
        byte[] value = catalog.get(rows.part(object.bodyId(), 0));
        if (value == null) {
            find("object-without-layout", key.value());
            return;
        }
        LayoutRow layout = LayoutRow.decode(value);
        long bytes = 0;
        int found = 0;
        try (PartScan parts = new PartScan(catalog, rows, object.bodyId(), 0)) {
            PartRow part;
            while ((part = parts.next()) != null) {
                if (layout.contains(part.part().number())) {
                    found++;
                    bytes += part.part().sizeBytes();
                    part.slices().forEach(this::name);
                } else if (trims.contains(body(space, object.bodyId()))) {
                    part.slices().forEach(this::nameDiscarded);
                } else {
                    find("part-of-nothing", key.value() + " " + part.part().number());
                }
            }
        }
        compare("parts of object " + key.value(), layout.count(), found);
        compare("bytes of object " + key.value(), object.sizeBytes(), bytes);
    }

    private void checkUpload(
            KeyRows rows, String uploadId, boolean live, Consumer<Part> count) {
        try (PartScan parts = new PartScan(catalog, rows, uploadId, 0)) {
            PartRow part;
            while ((part = parts.next()) != null) {
                // The uploads of a dropped space count as discarded before they are purged.
                part.slices().forEach(live ? this::name : this::nameDiscarded);
                count.accept(part.part());
            }
        }
    }

    private void checkPlaces() {
        catalog.forEachLocation(
                (blob, length, extra) -> {
                    overhead += extra;
                    Long expected = named.remove(blob);
                    if (expected == null) {
                        find("place-of-nothing", blob.toString());
                    } else if (expected != length) {
                        find("length", blob + " is " + length + ", its holder has " + expected);
                    }
                    checkFile(blob, length + extra);
                });
        named.keySet().forEach(blob -> find("blob-without-place", blob.toString()));
    }

    private void checkFile(BlobId blob, long expected) {
        try {
            long size = disk.size(FileBlobStore.file(blobs, blob));
            if (size != expected) {
                find("file", blob + " has " + size + " bytes, not " + expected);
            }
        } catch (IOException failed) {
            find("file", blob + ": " + failed.getMessage());
        }
    }

    private void checkFiles() throws IOException {
        for (Path folder : disk.list(blobs)) {
            for (Path file : disk.isDirectory(folder) ? disk.list(folder) : List.of(folder)) {
                long number = Inventory.blobNumber(file);
                if (number < 0 || !catalog.hasLocation(new BlobId(number))) {
                    find("file-of-nothing", file.toString());
                }
            }
        }
    }

    private void name(Slice slice) {
        if (named.put(slice.blob(), slice.length()) != null) {
            find("blob-named-twice", slice.blob().toString());
        }
    }

    private void nameDiscarded(Slice slice) {
        discarded += slice.length();
        name(slice);
    }

    private void compare(String what, long counted, long summed) {
        if (counted != summed) {
            find("total", what + ": counted " + counted + ", rows add up to " + summed);
        }
    }

    private void find(String kind, String detail) {
        findings.add(new Finding(kind, detail));
    }

    private static String body(long space, String bodyId) {
        return space + "/" + bodyId;
    }
}

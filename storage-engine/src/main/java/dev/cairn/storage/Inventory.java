package dev.cairn.storage;

import dev.cairn.storage.blob.BlobNumbers;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.Totals;
import dev.cairn.storage.io.Disk;
import dev.cairn.storage.model.Integrity;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Measures the disk and compares it with the catalog, also while writes go on. Between two commits
 * it takes down the totals, the next blob number and the numbers not settled; then it walks over the
 * files once, with the reclaimer held. Files of later numbers count on neither side, files of
 * numbers not settled count as in flight with the size that is measured.
 */
final class Inventory {
    /** Everything that may lie in the data directory itself. */
    private static final Set<String> OWN_FILES =
            Set.of(
                    DataDirectory.FORMAT,
                    DataDirectory.LOCK,
                    "server.json",
                    "root-credentials.json",
                    "self-signed-certificate.pem",
                    "self-signed-key.pem");

    private final Disk disk;
    private final Path directory;
    private final RocksCatalog catalog;
    private final BlobNumbers numbers;
    private final Clock clock;

    Inventory(
            Disk disk, Path directory, RocksCatalog catalog, BlobNumbers numbers, Clock clock) {
        this.disk = disk;
        this.directory = directory;
        this.catalog = catalog;
        this.numbers = numbers;
        this.clock = clock;
    }

    private record Mark(Instant at, Totals totals, long next, Set<Long> open) {}

    /** To be called while the reclaimer is held. */
    Integrity take() throws IOException {
        Mark mark =
                catalog.look(
                        totals -> {
                            // In this order: who draws a number notes it before it counts.
                            long next = numbers.next();
                            return new Mark(clock.now(), totals.copy(), next, numbers.open());
                        });
        long settledBytes = 0;
        long inFlightBytes = 0;
        for (Path folder : disk.list(directory.resolve(DataDirectory.BLOBS))) {
            for (Path file : disk.isDirectory(folder) ? disk.list(folder) : List.of(folder)) {
                long number = blobNumber(file);
                long size = Math.max(0, disk.size(file));
                if (mark.open().contains(number)) {
                    inFlightBytes += size;
                } else if (number < mark.next()) {
                    settledBytes += size;
                }
            }
        }
        long catalogBytes = catalogBytes();
        long ownBytes = 0;
        long strangeBytes = 0;
        for (Path file : disk.list(directory)) {
            String name = String.valueOf(file.getFileName());
            if (OWN_FILES.contains(name)) {
                ownBytes += Math.max(0, disk.size(file));
            } else if (!name.equals(DataDirectory.BLOBS) && !name.equals(DataDirectory.CATALOG)) {
                strangeBytes += bytesBelow(file);
            }
        }
        Totals totals = mark.totals();
        return new Integrity(
                mark.at(),
                settledBytes + inFlightBytes + catalogBytes + ownBytes + strangeBytes,
                catalogBytes,
                totals.sum(Total.CURRENT).bytes(),
                totals.sum(Total.NONCURRENT).bytes(),
                totals.sum(Total.UPLOAD_OPEN).bytes(),
                0,
                0,
                0,
                inFlightBytes,
                totals.get(SystemRows.SYSTEM, Total.DISCARDED).bytes(),
                0,
                totals.get(SystemRows.SYSTEM, Total.OVERHEAD).bytes() + ownBytes);
    }

    private long catalogBytes() throws IOException {
        return bytesBelow(directory.resolve(DataDirectory.CATALOG));
    }

    private long bytesBelow(Path path) throws IOException {
        if (!disk.isDirectory(path)) {
            return Math.max(0, disk.size(path));
        }
        long bytes = 0;
        List<Path> entries = disk.list(path);
        for (Path entry : entries) {
            bytes += bytesBelow(entry);
        }
        return bytes;
    }

    /** The blob's number in the name of its file; -1 for a strange name, which counts as settled. */
    static long blobNumber(Path file) {
        try {
            return Long.parseUnsignedLong(String.valueOf(file.getFileName()), 16);
        } catch (NumberFormatException strange) {
            return -1;
        }
    }
}

package dev.cairn.storage.blob;

import dev.cairn.storage.io.Disk;
import dev.cairn.storage.io.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One file per blob, at {@code blobs/<number / 4096, hex>/<number, 16 hex>}. Safe for all threads.
 */
public final class FileBlobStore implements BlobStore {
    private static final int FOLDER_FILES = 4096;

    /** Objects from here on are rarely read soon after they are written. */
    private static final long LARGE_BYTES = 4L << 20;

    private final Disk disk;
    private final Path directory;
    private final byte[] storeId;
    private final BlobNumbers numbers;
    private final OpenBlobs openBlobs;
    private final Set<BlobWriter> writers = ConcurrentHashMap.newKeySet();
    private final Set<Long> folders = ConcurrentHashMap.newKeySet();

    public FileBlobStore(Disk disk, Path directory, byte[] storeId, BlobNumbers numbers) {
        this.disk = disk;
        this.directory = directory;
        this.storeId = storeId.clone();
        this.numbers = numbers;
        this.openBlobs = new OpenBlobs(disk);
    }

    /** Where the file of a blob lies below a folder of blobs. */
    public static Path file(Path directory, BlobId id) {
        return directory
                .resolve(Long.toHexString(id.number() / FOLDER_FILES))
                .resolve(id.toString());
    }

    @Override
    public BlobWriter create(BlobOwner owner, OptionalLong length) throws IOException {
        BlobId id = numbers.draw();
        DiskFile file = createFile(id, length.orElse(0) >= LARGE_BYTES);
        BlobWriter writer =
                new BlobWriter(this, id, owner, file, new BlobFooter(storeId, owner));
        writers.add(writer);
        return writer;
    }

    private DiskFile createFile(BlobId id, boolean large) throws IOException {
        try {
            prepareFolder(id.number() / FOLDER_FILES);
            Path file = file(directory, id);
            return large ? disk.createLarge(file) : disk.create(file);
        } catch (IOException failed) {
            numbers.settle(id);
            throw failed;
        }
    }

    /** Makes the names of blobs durable; called before the commit that names them. */
    public void syncNames(Collection<BlobId> blobs) throws IOException {
        Set<Long> changed = new LinkedHashSet<>();
        for (BlobId blob : blobs) {
            changed.add(blob.number() / FOLDER_FILES);
        }
        for (long number : changed) {
            Path folder = folder(number);
            // A number whose file was never created may have no folder, either.
            if (folders.contains(number) || disk.isDirectory(folder)) {
                disk.syncDirectory(folder);
            }
        }
    }

    /**
     * The lengths of those blobs that have a file. Folders are listed instead of asked for each
     * file: of the numbers that were reserved in advance most have none.
     */
    public SortedMap<BlobId, Long> lengths(Collection<BlobId> blobs) throws IOException {
        Map<Long, Set<Path>> files = new HashMap<>();
        SortedMap<BlobId, Long> lengths = new TreeMap<>();
        for (BlobId blob : blobs) {
            long number = blob.number() / FOLDER_FILES;
            Set<Path> listed = files.get(number);
            if (listed == null) {
                listed = Set.copyOf(disk.list(folder(number)));
                files.put(number, listed);
            }
            Path file = file(directory, blob);
            if (listed.contains(file)) {
                lengths.put(blob, disk.size(file));
            }
        }
        return lengths;
    }

    @Override
    public Extent open(Slice slice) throws IOException {
        return openBlobs.open(slice, file(directory, slice.blob()));
    }

    @Override
    public void delete(List<BlobId> blobs) throws IOException {
        for (BlobId blob : blobs) {
            openBlobs.forget(blob);
            disk.delete(file(directory, blob));
        }
        syncNames(blobs);
    }

    @Override
    public long inFlightBytes() {
        long bytes = 0;
        for (BlobWriter writer : writers) {
            bytes += writer.length();
        }
        return bytes;
    }

    @Override
    public long inFlightBytes(BlobOwner owner) {
        long bytes = 0;
        for (BlobWriter writer : writers) {
            if (writer.owner().equals(owner)) {
                bytes += writer.length();
            }
        }
        return bytes;
    }

    /** Closes the files that are open for reading. */
    public void close() {
        openBlobs.close();
    }

    void ended(BlobWriter writer, boolean kept) throws IOException {
        if (!writers.remove(writer) || kept) {
            return;
        }
        disk.delete(file(directory, writer.id()));
        syncNames(List.of(writer.id()));
        // Only now: a number that is settled is not looked at after a crash.
        numbers.settle(writer.id());
    }

    private Path folder(long number) {
        return directory.resolve(Long.toHexString(number));
    }

    private void prepareFolder(long number) throws IOException {
        if (folders.contains(number)) {
            return;
        }
        disk.createDirectory(folder(number));
        disk.syncDirectory(directory);
        folders.add(number);
    }
}

package dev.cairn.storage;

import dev.cairn.storage.io.Disk;
import dev.cairn.storage.io.DiskFile;
import dev.cairn.storage.io.SystemDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A disk that loses what was not synced when the power is cut: bytes behind the last force (a seeded
 * part of them stays), files whose directory was not synced since they were created (a seeded part
 * stays), and it brings back files whose removal was not synced.
 */
final class PowerCutDisk implements Disk {
    private final Disk real = new SystemDisk(false);
    private final Path attic;
    private final Random random;
    private final Map<Path, Long> forced = new HashMap<>();
    private final Map<Path, Path> unsyncedNew = new HashMap<>();
    private final Map<Path, Path> unsyncedRemoved = new HashMap<>();
    private long numbered;
    private Runnable beforeOperation = () -> {};
    private boolean lying;

    PowerCutDisk(Path attic, long seed) throws IOException {
        this.attic = Files.createDirectories(attic);
        this.random = new Random(seed);
    }

    /** From now on nothing that is forced or synced becomes durable. */
    void lie() {
        lying = true;
    }

    /** Runs before each operation that changes the disk or makes a change durable. */
    void beforeOperations(Runnable action) {
        beforeOperation = action;
    }

    /**
     * What would be left of a directory if the power were cut now, in another directory. The disk
     * itself goes on.
     */
    synchronized void image(Path directory, Path image) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = image.resolve(directory.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!unsyncedNew.containsKey(file) || random.nextBoolean()) {
                    Files.copy(file, copy);
                    truncate(copy, forced.getOrDefault(file, Long.MAX_VALUE));
                }
            }
        }
        for (Map.Entry<Path, Path> removed : unsyncedRemoved.entrySet()) {
            Path copy = image.resolve(directory.relativize(removed.getKey()).toString());
            if (random.nextBoolean()) {
                Files.copy(removed.getValue(), copy);
            }
        }
    }

    /** What was not synced is lost, or not. No file may be open for writing. */
    synchronized void cutPower() throws IOException {
        for (Map.Entry<Path, Path> removed : unsyncedRemoved.entrySet()) {
            if (random.nextBoolean() && !Files.exists(removed.getKey())) {
                Files.move(removed.getValue(), removed.getKey());
            }
        }
        for (Path created : unsyncedNew.keySet()) {
            if (random.nextBoolean()) {
                Files.deleteIfExists(created);
            }
        }
        for (Map.Entry<Path, Long> file : forced.entrySet()) {
            truncate(file.getKey(), file.getValue());
        }
        forced.clear();
        unsyncedNew.clear();
        unsyncedRemoved.clear();
    }

    private void truncate(Path file, long durable) throws IOException {
        long size = real.size(file);
        if (size > durable) {
            long kept = durable + random.nextLong(size - durable + 1);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(kept);
            }
        }
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        beforeOperation.run();
        DiskFile created = real.create(file);
        synchronized (this) {
            forced.put(file, 0L);
            unsyncedNew.put(file, file.getParent());
        }
        return new TrackedFile(file, created);
    }

    @Override
    public DiskFile createLarge(Path file) throws IOException {
        return create(file);
    }

    @Override
    public FileChannel open(Path file) throws IOException {
        return real.open(file);
    }

    @Override
    public synchronized boolean delete(Path file) throws IOException {
        beforeOperation.run();
        if (real.size(file) < 0) {
            return false;
        }
        forced.remove(file);
        if (unsyncedNew.remove(file) == null) {
            Path kept = attic.resolve(Long.toString(numbered++));
            Files.createLink(kept, file);
            unsyncedRemoved.put(file, kept);
        }
        return real.delete(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        real.createDirectory(directory);
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws IOException {
        beforeOperation.run();
        if (lying) {
            return;
        }
        unsyncedNew.values().removeIf(directory::equals);
        List<Path> synced = new ArrayList<>();
        for (Map.Entry<Path, Path> removed : unsyncedRemoved.entrySet()) {
            if (directory.equals(removed.getKey().getParent())) {
                synced.add(removed.getKey());
                Files.deleteIfExists(removed.getValue());
            }
        }
        synced.forEach(unsyncedRemoved::remove);
    }

    @Override
    public long size(Path file) throws IOException {
        return real.size(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return real.list(directory);
    }

    @Override
    public boolean isDirectory(Path path) {
        return real.isDirectory(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return real.read(file);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        real.replace(file, content);
    }

    private final class TrackedFile implements DiskFile {
        private final Path path;
        private final DiskFile file;
        private long written;

        TrackedFile(Path path, DiskFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            beforeOperation.run();
            written += bytes.remaining();
            file.write(bytes);
        }

        @Override
        public boolean cached() {
            return true;
        }

        @Override
        public void force() throws IOException {
            beforeOperation.run();
            file.force();
            synchronized (PowerCutDisk.this) {
                forced.computeIfPresent(path, (any, before) -> lying ? before : written);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

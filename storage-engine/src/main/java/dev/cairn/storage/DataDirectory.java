package dev.cairn.storage;

import dev.cairn.storage.io.DirectoryLock;
import dev.cairn.storage.io.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data directory while it is in use: locked, with its format known. The file {@code FORMAT} is
 * one line: {@code cairn <version> <store id, 32 hex digits> <CRC32C of what stands before, hex>}.
 *
 * <p>A store of an older version gets this one's number before anything else is done with it, so
 * that the older program does not open it again: that would write without a ledger what this one
 * then took for booked.
 */
final class DataDirectory implements Closeable {
    static final String FORMAT = "FORMAT";
    static final String LOCK = "LOCK";
    static final String BLOBS = "blobs";
    static final String CATALOG = "catalog";

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    /** What a start that was cut off leaves, and the folder that file systems begin with. */
    private static final Set<String> OF_A_FIRST_START =
            Set.of(LOCK, BLOBS, CATALOG, FORMAT + ".new", "lost+found");

    private static final int OTHERS_NAMED_MAX = 5;
    private static final int VERSION = 2;
    private static final Pattern LINE =
            Pattern.compile("(cairn (\\d{1,9}) ([0-9a-f]{32})) ([0-9a-f]{8})\n");

    private final Path path;
    private final DirectoryLock lock;
    private final byte[] storeId;

    private DataDirectory(Path path, DirectoryLock lock, byte[] storeId) {
        this.path = path;
        this.lock = lock;
        this.storeId = storeId;
    }

    /** Locks the directory; a new one gets its format and folders. */
    static DataDirectory open(Disk disk, Path path, RandomGenerator random)
            throws IOException, StoreUnusableException {
        Path found = nearest(disk, path);
        DirectoryLock lock = DirectoryLock.tryLock(path.resolve(LOCK));
        if (lock == null) {
            throw new StoreUnusableException(
                    StoreUnusableException.Reason.UNAVAILABLE,
                    "another process uses the data directory " + path.toAbsolutePath());
        }
        boolean opened = false;
        try {
            byte[] storeId =
                    disk.size(path.resolve(FORMAT)) < 0
                            ? create(disk, path, found, random)
                            : readFormat(disk, path);
            disk.createDirectory(path.resolve(BLOBS));
            disk.createDirectory(path.resolve(CATALOG));
            disk.syncDirectory(path);
            opened = true;
            return new DataDirectory(path, lock, storeId);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    Path blobs() {
        return path.resolve(BLOBS);
    }

    Path catalog() {
        return path.resolve(CATALOG);
    }

    /** 16 bytes, chosen when the store was created. */
    byte[] storeId() {
        return storeId.clone();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** The directory itself, or the first above it that is there already. */
    private static Path nearest(Disk disk, Path path) {
        Path nearest = path.toAbsolutePath();
        while (!disk.isDirectory(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    /** The name of a directory is durable only once the one above it is synced. */
    private static void syncAbove(Disk disk, Path path, Path found) throws IOException {
        Path above = path.toAbsolutePath().getParent();
        while (above != null) {
            disk.syncDirectory(above);
            // One that was there may have been made by a start that a power cut ended.
            above = above.startsWith(found) && !above.equals(found) ? above.getParent() : null;
        }
    }

    private static byte[] create(Disk disk, Path path, Path found, RandomGenerator random)
            throws IOException, StoreUnusableException {
        List<Path> blobs = disk.list(path.resolve(BLOBS));
        List<Path> rows = disk.list(path.resolve(CATALOG));
        if (!blobs.isEmpty() || !rows.isEmpty()) {
            throw damaged(path, "it holds data but no file FORMAT");
        }
        warnOfOthers(disk, path);
        syncAbove(disk, path, found);
        byte[] storeId = new byte[16];
        random.nextBytes(storeId);
        writeFormat(disk, path, storeId);
        return storeId;
    }

    /** Most likely the volume of another server, whose data nobody will find here. */
    private static void warnOfOthers(Disk disk, Path path) throws IOException {
        List<String> others = new ArrayList<>();
        for (Path entry : disk.list(path)) {
            String name = String.valueOf(entry.getFileName());
            if (!OF_A_FIRST_START.contains(name)) {
                others.add(name);
            }
        }
        if (!others.isEmpty()) {
            LOG.warn(
                    "a new store begins in {}, which is not empty; it reads nothing of what is"
                            + " there: {}",
                    path.toAbsolutePath(),
                    others.stream().sorted().limit(OTHERS_NAMED_MAX).toList());
        }
    }

    private static void writeFormat(Disk disk, Path path, byte[] storeId) throws IOException {
        String head = "cairn " + VERSION + " " + HexFormat.of().formatHex(storeId);
        String line = head + " " + crc(head) + "\n";
        disk.replace(path.resolve(FORMAT), line.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] readFormat(Disk disk, Path path)
            throws IOException, StoreUnusableException {
        byte[] bytes = disk.read(path.resolve(FORMAT));
        Matcher line = LINE.matcher(new String(bytes, StandardCharsets.US_ASCII));
        if (!line.matches() || !crc(line.group(1)).equals(line.group(4))) {
            throw damaged(path, "its file FORMAT is damaged");
        }
        int version = Integer.parseInt(line.group(2));
        if (version < 1 || version > VERSION) {
            throw damaged(
                    path,
                    "it has format "
                            + version
                            + ", this version of Cairn knows "
                            + VERSION
                            + "; use the version that wrote it, or a newer one");
        }
        byte[] storeId = HexFormat.of().parseHex(line.group(3));
        if (version < VERSION) {
            writeFormat(disk, path, storeId);
        }
        return storeId;
    }

    private static StoreUnusableException damaged(Path path, String why) {
        return new StoreUnusableException(
                StoreUnusableException.Reason.DAMAGED,
                "the data directory " + path.toAbsolutePath() + " cannot be used: " + why);
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}

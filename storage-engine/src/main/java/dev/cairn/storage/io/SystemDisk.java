package dev.cairn.storage.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file system of the machine. */
public final class SystemDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(SystemDisk.class);

    private final boolean syncing;

    /** Null until the first large file, whose file system says how large its blocks are. */
    private volatile @Nullable AlignedBuffers alignedBuffers;

    private volatile boolean cannotPassCache;

    /**
     * A disk that syncs, or one that leaves it to the operating system.
     *
     * @param syncing false makes every force and directory sync a no-op: what is written survives a
     *     crash of the process, not of the machine
     */
    public SystemDisk(boolean syncing) {
        this.syncing = syncing;
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        assert LoopThreads.mayWait();
        return new ChannelFile(
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile createLarge(Path file) throws IOException {
        // What need not be durable is better left in memory.
        if (syncing && !cannotPassCache) {
            try {
                DirectFile direct = DirectFile.create(file, alignedBuffers(file));
                if (direct != null) {
                    return direct;
                }
            } catch (IOException | UnsupportedOperationException cannot) {
                return createCached(file, cannot);
            }
        }
        return create(file);
    }

    /** Where the usual way works, the other one is not tried again. */
    private DiskFile createCached(Path file, Exception cannot) throws IOException {
        DiskFile cached = create(file);
        if (!cannotPassCache) {
            cannotPassCache = true;
            LOG.debug("large files go through the page cache", cannot);
        }
        return cached;
    }

    private AlignedBuffers alignedBuffers(Path file) throws IOException {
        AlignedBuffers buffers = alignedBuffers;
        if (buffers == null) {
            synchronized (this) {
                buffers = alignedBuffers;
                if (buffers == null) {
                    Path folder = file.toAbsolutePath().getParent();
                    long block = Files.getFileStore(folder == null ? file : folder).getBlockSize();
                    if (Long.bitCount(block) != 1 || block > AlignedBuffers.BYTES) {
                        throw new UnsupportedOperationException("blocks of " + block + " bytes");
                    }
                    buffers = new AlignedBuffers((int) block);
                    alignedBuffers = buffers;
                }
            }
        }
        return buffers;
    }

    @Override
    public FileChannel open(Path file) throws IOException {
        assert LoopThreads.mayWait();
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        assert LoopThreads.mayWait();
        return Files.deleteIfExists(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(directory)) {
                throw there;
            }
        }
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        if (syncing) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException absent) {
            return -1;
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        assert LoopThreads.mayWait();
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        assert LoopThreads.mayWait();
        return Files.readAllBytes(file);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        assert LoopThreads.mayWait();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        delete(fresh);
        try (DiskFile out = create(fresh)) {
            out.write(ByteBuffer.wrap(content));
            out.force();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Path parent = file.getParent();
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    private final class ChannelFile implements DiskFile {
        private final FileChannel channel;

        ChannelFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public boolean cached() {
            return true;
        }

        @Override
        public void force() throws IOException {
            if (syncing) {
                channel.force(false);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

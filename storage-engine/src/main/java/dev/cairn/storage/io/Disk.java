package dev.cairn.storage.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * The file system under a data directory. What is written survives a power cut only after {@link
 * DiskFile#force}, and a name (created or removed) only after {@link #syncDirectory}. Tests put a
 * disk in its place that loses what was not synced.
 */
public interface Disk {
    /** Creates a file that must not exist. */
    DiskFile create(Path file) throws IOException;

    /** The same for a file that will be large and is not read soon: it may pass by the cache. */
    DiskFile createLarge(Path file) throws IOException;

    /** Opens a file for reading. The channel must never see an interrupt. */
    FileChannel open(Path file) throws IOException;

    /** Removes a file; false when it was not there. */
    boolean delete(Path file) throws IOException;

    /** Creates a directory unless it is there. */
    void createDirectory(Path directory) throws IOException;

    /** Makes the names in a directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /** Length of a file in bytes; -1 when it is not there. */
    long size(Path file) throws IOException;

    /** The entries of a directory in no order; empty when it is not there. */
    List<Path> list(Path directory) throws IOException;

    boolean isDirectory(Path path);

    /** The bytes of a small file. */
    byte[] read(Path file) throws IOException;

    /** Writes a small file whole and durable: the old content or the new, never a mix. */
    void replace(Path file, byte[] content) throws IOException;
}

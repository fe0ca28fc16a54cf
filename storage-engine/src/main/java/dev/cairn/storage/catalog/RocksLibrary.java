package dev.cairn.storage.catalog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library. By default RocksDB unpacks it (17 MB) into a temporary file for
 * each process, which a killed process leaves behind; with the system property {@code
 * cairn.native-dir} it is unpacked once into that folder and shared. Where the folder itself holds
 * the library it is taken as it is: a package for one platform ships it so, and its class path
 * holds none.
 */
final class RocksLibrary {
    private static final String DIRECTORY_PROPERTY = "cairn.native-dir";

    private RocksLibrary() {}

    /** Can be repeated; a second thread waits for the first one. */
    static synchronized void load() throws IOException {
        String directory = System.getProperty(DIRECTORY_PROPERTY);
        if (directory == null) {
            RocksDB.loadLibrary();
        } else {
            RocksDB.loadLibrary(List.of(folder(Path.of(directory)).toString()));
        }
    }

    private static Path folder(Path directory) throws IOException {
        boolean shipped = Files.exists(directory.resolve(libraryFileName()));
        return shipped ? directory : unpack(directory);
    }

    /** The folder that holds this library, complete; libraries are told apart by their size. */
    private static Path unpack(Path directory) throws IOException {
        URLConnection packed = find().openConnection();
        Path folder = directory.resolve("rocksdb-" + packed.getContentLengthLong());
        Path library = folder.resolve(libraryFileName());
        if (!Files.exists(library)) {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "unpacking", null);
            try (InputStream bytes = packed.getInputStream()) {
                Files.copy(bytes, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        return folder;
    }

    /** The name under which RocksDB looks for it. */
    private static String libraryFileName() {
        return Environment.getJniLibraryFileName("rocksdbjni");
    }

    private static URL find() throws IOException {
        ClassLoader loader = RocksDB.class.getClassLoader();
        String name = Environment.getJniLibraryFileName("rocksdb");
        String fallback = Environment.getFallbackJniLibraryFileName("rocksdb");
        URL found = loader.getResource(name);
        if (found == null && fallback != null) {
            found = loader.getResource(fallback);
        }
        if (found == null) {
            throw new FileNotFoundException("RocksDB has no library for this platform: " + name);
        }
        return found;
    }
}

package dev.cairn.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that ends with its server.
 *
 * @param path below the system's folder for temporary files
 */
record TemporaryFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("cairn-test-"));
    }

    /** Deletes the folder with all that is in it. */
    void delete() throws IOException {
        Files.walkFileTree(path, new Deletion());
    }

    /** The same where another failure matters more. */
    void deleteAfterFailure() {
        try {
            delete();
        } catch (IOException e) {
            LOG.warn("{} is left behind", path, e);
        }
    }

    /** Somebody who cleans up temporary files may have been faster. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}

package dev.cairn.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two small documents that the server keeps beside the store: {@code server.json} while it
 * runs, and {@code root-credentials.json}. Only the process that holds the store's lock writes
 * them; client commands read them.
 *
 * <p>A document is written beside its name and then moved there, so that a reader finds all of it
 * or nothing.
 */
public final class StateFiles {
    static final String SERVER = "server.json";
    static final String CREDENTIALS = "root-credentials.json";
    private static final String UNFINISHED = ".tmp";

    private final Path directory;
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public StateFiles(Path directory) {
        this.directory = directory;
    }

    /** Removes what a crash left half written. */
    public void removeUnfinished() throws IOException {
        Files.deleteIfExists(directory.resolve(SERVER + UNFINISHED));
        Files.deleteIfExists(directory.resolve(CREDENTIALS + UNFINISHED));
    }

    /** The server that runs on this directory, or died there; empty after a clean stop. */
    public Optional<ServerState> server() throws IOException {
        return read(SERVER, ServerState.class);
    }

    public void writeServer(ServerState state) throws IOException {
        write(SERVER, json.writeValueAsBytes(state), "rw-r--r--");
    }

    public void removeServer() throws IOException {
        Files.deleteIfExists(directory.resolve(SERVER));
    }

    /** The generated root key; empty where none was ever generated. */
    public Optional<Credentials> credentials() throws IOException {
        return read(CREDENTIALS, Credentials.class);
    }

    /** Keeps a generated root key, readable by the owner of the process only. */
    public void writeCredentials(Credentials credentials) throws IOException {
        write(CREDENTIALS, json.writeValueAsBytes(credentials), "rw-------");
    }

    /** Where {@link #writeCredentials} keeps the key. */
    public Path credentialsFile() {
        return directory.resolve(CREDENTIALS);
    }

    private <T> Optional<T> read(String name, Class<T> type) throws IOException {
        Path file = directory.resolve(name);
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (JacksonException e) {
            // The message of the parser would quote the document, and with it a secret.
            throw new IOException(file + " is damaged; move it away or restore it");
        }
    }

    private void write(String name, byte[] bytes, String permissions) throws IOException {
        Path unfinished = directory.resolve(name + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel channel =
                FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                        attributes(permissions))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(
                unfinished,
                directory.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private FileAttribute<?>[] attributes(String permissions) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

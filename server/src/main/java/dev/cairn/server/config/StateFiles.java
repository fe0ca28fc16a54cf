package dev.cairn.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The small files that the server keeps beside the store: {@code server.json} while it runs, {@code
 * root-credentials.json}, and a self-signed certificate with its key. Only the process that holds
 * the store's lock writes them; client commands read them.
 *
 * <p>A document is written beside its name and then moved there, so that a reader finds all of it
 * or nothing.
 */
public final class StateFiles {
    static final String SERVER = "server.json";
    static final String CREDENTIALS = "root-credentials.json";
    static final String CERTIFICATE = "self-signed-certificate.pem";
    static final String CERTIFICATE_KEY = "self-signed-key.pem";
    private static final String PUBLIC = "rw-r--r--";
    private static final String PRIVATE = "rw-------";
    private static final String UNFINISHED = ".tmp";

    private final Path directory;

    public StateFiles(Path directory) {
        this.directory = directory;
    }

    /** Removes what a crash left half written. */
    public void removeUnfinished() throws IOException {
        for (String name : List.of(SERVER, CREDENTIALS, CERTIFICATE, CERTIFICATE_KEY)) {
            Files.deleteIfExists(directory.resolve(name + UNFINISHED));
        }
    }

    /** The server that runs on this directory, or died there; empty after a clean stop. */
    public Optional<ServerState> server() throws IOException {
        Optional<FlatJson> document = read(SERVER);
        return document.isEmpty() ? Optional.empty() : Optional.of(serverOf(document.get()));
    }

    public void writeServer(ServerState state) throws IOException {
        FlatJson document =
                new FlatJson()
                        .put("s3", state.s3())
                        .put("admin", state.admin())
                        .put("region", state.region())
                        .put("accessKey", state.accessKey())
                        .put("dataDir", state.dataDir())
                        .put("version", state.version())
                        .put("readyMs", state.readyMs())
                        .put("pid", state.pid())
                        .put("certificate", state.certificate());
        write(SERVER, document.toBytes(), PUBLIC);
    }

    public void removeServer() throws IOException {
        Files.deleteIfExists(directory.resolve(SERVER));
    }

    /** The generated root key; empty where none was ever generated. */
    public Optional<Credentials> credentials() throws IOException {
        Optional<FlatJson> document = read(CREDENTIALS);
        return document.isEmpty() ? Optional.empty() : Optional.of(keyOf(document.get()));
    }

    /** Keeps a generated root key, readable by the owner of the process only. */
    public void writeCredentials(Credentials credentials) throws IOException {
        FlatJson document =
                new FlatJson()
                        .put("accessKey", credentials.accessKey())
                        .put("secretKey", credentials.secretKey());
        write(CREDENTIALS, document.toBytes(), PRIVATE);
    }

    /** Where {@link #writeCredentials} keeps the key. */
    public Path credentialsFile() {
        return directory.resolve(CREDENTIALS);
    }

    /** Keeps a self-signed certificate; the key is readable by the owner of the process only. */
    public void writeSelfSigned(String certificatePem, String keyPem) throws IOException {
        write(CERTIFICATE_KEY, keyPem.getBytes(StandardCharsets.US_ASCII), PRIVATE);
        write(CERTIFICATE, certificatePem.getBytes(StandardCharsets.US_ASCII), PUBLIC);
    }

    /** Where {@link #writeSelfSigned} keeps the certificate. */
    public Path certificateFile() {
        return directory.resolve(CERTIFICATE);
    }

    /** Where {@link #writeSelfSigned} keeps the key. */
    public Path certificateKeyFile() {
        return directory.resolve(CERTIFICATE_KEY);
    }

    private Optional<FlatJson> read(String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            return Optional.of(FlatJson.parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            throw damaged(name);
        }
    }

    private ServerState serverOf(FlatJson document) throws IOException {
        try {
            return new ServerState(
                    document.text("s3"),
                    document.textOrNull("admin"),
                    document.text("region"),
                    document.text("accessKey"),
                    document.text("dataDir"),
                    document.text("version"),
                    document.number("readyMs"),
                    document.number("pid"),
                    document.textOrNull("certificate"));
        } catch (IllegalArgumentException incomplete) {
            throw damaged(SERVER);
        }
    }

    private Credentials keyOf(FlatJson document) throws IOException {
        try {
            return new Credentials(document.text("accessKey"), document.text("secretKey"));
        } catch (IllegalArgumentException incomplete) {
            throw damaged(CREDENTIALS);
        }
    }

    /** Without the reason, which would quote the document, and with it a secret. */
    private IOException damaged(String name) {
        return new IOException(
                directory.resolve(name) + " is damaged; move it away or restore it");
    }

    private void write(String name, byte[] content, String permissions) throws IOException {
        Path unfinished = directory.resolve(name + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel channel =
                FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                        attributes(permissions))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
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

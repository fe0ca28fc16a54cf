package dev.cairn.testkit;

import dev.cairn.server.config.ServerState;
import dev.cairn.server.tls.TlsException;
import dev.cairn.server.tls.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Cairn server in this JVM, on free ports of the loopback address, with its store in a temporary
 * folder. As many as wanted run side by side; they share nothing. What is acknowledged does not
 * survive a power cut ({@code durability=os}), and the clock can be moved.
 *
 * <pre>{@code
 * try (CairnServer cairn = CairnServer.start()) {
 *     S3Client s3 = S3Client.builder().endpointOverride(cairn.endpoint()) …
 * }
 * }</pre>
 *
 * <p>{@link #close} gives everything back: ports, threads, files, direct memory, the folder. A
 * server that nobody closes is closed when the JVM ends. Safe for all threads.
 */
public final class CairnServer implements Cairn, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CairnServer.class);

    private final dev.cairn.server.CairnServer server;
    private final ServerState state;
    private final String secretKey;
    private final @Nullable TemporaryFolder folder;
    private final boolean failsOnOpenUploads;
    private final @Nullable CairnAdmin admin;

    /** Closes what the tests have not, before the JVM ends. */
    private final Thread atExit;

    private boolean closed;

    CairnServer(
            dev.cairn.server.CairnServer server,
            @Nullable TemporaryFolder folder,
            boolean failsOnOpenUploads) {
        this.server = server;
        this.state = server.state();
        this.secretKey = server.rootKey().credentials().secretKey();
        this.folder = folder;
        this.failsOnOpenUploads = failsOnOpenUploads;
        String address = state.admin();
        this.admin =
                address == null
                        ? null
                        : new CairnAdmin(
                                URI.create(address), accessKey(), secretKey, trust(state));
        this.atExit = new Thread(this::closeAtExit, "cairn-test-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server without buckets and returns when it is ready.
     *
     * @throws UncheckedIOException when a port or the folder cannot be had
     */
    public static CairnServer start() {
        return builder().start();
    }

    /** A server to be configured and started. */
    public static CairnServerBuilder builder() {
        return new CairnServerBuilder();
    }

    @Override
    public URI endpoint() {
        return URI.create(state.s3());
    }

    @Override
    public URI adminEndpoint() {
        String address = state.admin();
        if (address == null) {
            throw noAdminPort();
        }
        return URI.create(address);
    }

    @Override
    public String region() {
        return state.region();
    }

    @Override
    public String accessKey() {
        return state.accessKey();
    }

    @Override
    public String secretKey() {
        return secretKey;
    }

    /**
     * The folder of the store, absolute; deleted by {@link #close} unless the test has named it.
     */
    public Path dataDirectory() {
        return Path.of(state.dataDir());
    }

    /** The certificate that the ports show, in PEM; empty without TLS. */
    public Optional<Path> certificate() {
        return Optional.ofNullable(state.certificate()).map(Path::of);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the server runs without an admin port; its calls also when
     *     it is closed, or started with {@code test-clock=false}
     */
    @Override
    public TestClock clock() {
        return admin().clock();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the server runs without an admin port
     */
    @Override
    public Lifecycle lifecycle() {
        return admin().lifecycle();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the server runs without an admin port
     */
    @Override
    public Faults faults() {
        return admin().faults();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the server runs without an admin port
     */
    @Override
    public Uploads uploads() {
        return admin().uploads();
    }

    /**
     * Takes the server back to its start: all buckets are deleted, with objects, versions and open
     * uploads, and those of the configuration made again; faults are removed. A clock that stood
     * still or ran fast goes on at the pace of real time, but stays ahead, since it never goes
     * back. No client should write meanwhile.
     *
     * @throws IllegalStateException when the server is closed
     */
    public void reset() {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the server is closed");
            }
        }
        Undisturbed.run(server::reset);
    }

    /**
     * Stops the server, waiting some seconds for requests under way, and deletes its temporary
     * folder. Can be repeated.
     *
     * @throws OpenUploadsError when uploads are open and {@code fail-on-open-uploads} is set; the
     *     server is stopped all the same
     * @throws IllegalStateException when something did not close as it should, or uploads are open
     *     and there is no admin port to ask which; the log says what
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        forgetExit();
        Undisturbed.run(this::stop);
    }

    /** Names the endpoint, and no secret. */
    @Override
    public String toString() {
        return "CairnServer[" + state.s3() + "]";
    }

    private void stop() {
        List<OpenUpload> open = List.of();
        boolean clean;
        try {
            if (failsOnOpenUploads && admin != null) {
                open = uploads().open();
            }
        } finally {
            clean = release();
        }
        if (!open.isEmpty()) {
            throw new OpenUploadsError(open);
        }
        if (!clean) {
            throw new IllegalStateException(
                    "the server did not stop as it should; its log says why");
        }
    }

    private void closeAtExit() {
        try {
            close();
        } catch (RuntimeException | OpenUploadsError e) {
            LOG.warn("{} was closed only by the end of the JVM", this, e);
        }
    }

    private void forgetExit() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            LOG.debug("{} is closed while the JVM ends", this);
        }
    }

    private boolean release() {
        if (admin != null) {
            admin.close();
        }
        boolean clean = server.stop();
        if (folder != null) {
            try {
                folder.delete();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete the folder of the server", e);
            }
        }
        return clean;
    }

    private CairnAdmin admin() {
        if (admin == null) {
            throw noAdminPort();
        }
        return admin;
    }

    private static IllegalStateException noAdminPort() {
        return new IllegalStateException("the server runs without an admin port");
    }

    private static @Nullable SSLContext trust(ServerState state) {
        String certificate = state.certificate();
        try {
            return certificate == null ? null : Trust.pinned(Path.of(certificate));
        } catch (TlsException e) {
            throw new IllegalStateException(e);
        }
    }
}

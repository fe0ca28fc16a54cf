package dev.cairn.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One running server for all tests of a class, in a data directory of its own. When the class is
 * done it must account for every byte, stop cleanly, and have logged no error.
 *
 * <p>Tests of a class share the server but not their buckets: {@link #bucket()} makes a new one.
 */
public final class CairnServer implements BeforeAllCallback, AfterAllCallback {
    private final UnaryOperator<ServerOptions> configuration;
    private final AtomicInteger buckets = new AtomicInteger();
    private final HttpClient adminConnections = HttpClient.newHttpClient();
    private @Nullable Path home;
    private @Nullable ServerProcess process;
    private @Nullable S3Client s3;

    private CairnServer(UnaryOperator<ServerOptions> configuration) {
        this.configuration = configuration;
    }

    /** A server with the defaults of the tests. */
    public static CairnServer withDefaults() {
        return new CairnServer(UnaryOperator.identity());
    }

    /** A server with what the test adds to the defaults. */
    public static CairnServer with(UnaryOperator<ServerOptions> configuration) {
        return new CairnServer(configuration);
    }

    /** A server with an account beside the root account: {@link OtherAccount}. */
    public static CairnServer withOtherAccount() {
        return new CairnServer(OtherAccount::addTo);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("cairn-it-");
        start(configuration.apply(ServerOptions.in(home.resolve("data"))));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        try (ServerProcess last = process()) {
            s3().close();
            if (last.running()) {
                assertThat(admin().integrity().unaccountedBytes()).isZero();
                assertThat(last.stop()).describedAs(last.stderr()).isZero();
            }
            assertThat(last.stderr()).doesNotContainPattern("(?m)^\\S+ +ERROR |AssertionError");
        } finally {
            deleteTree(requireStarted(home));
        }
    }

    public ServerProcess process() {
        return requireStarted(process);
    }

    /** The data directory of the server. */
    public Path dataDir() {
        return process().options().dataDir();
    }

    /** The SDK's synchronous client with its defaults, for the tests' key pair. */
    public S3Client s3() {
        return requireStarted(s3);
    }

    /** The admin API. */
    public AdminClient admin() {
        return adminOf(process());
    }

    /** The admin API of a server that a test has started itself with the tests' key pair. */
    public AdminClient adminOf(ServerProcess server) {
        return new AdminClient(
                adminConnections,
                server.ready().admin(),
                ServerOptions.ACCESS_KEY,
                ServerOptions.SECRET_KEY);
    }

    /** Raw requests to the S3 port, signed with the tests' key pair unless sent unsigned. */
    public WireClient wire() {
        return new WireClient(
                process().ready().s3(),
                Signer.of(ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY));
    }

    /** Raw requests signed by {@link OtherAccount}. */
    public WireClient wireOfOther() {
        return wire().with(Signer.of(OtherAccount.ACCESS_KEY, OtherAccount.SECRET_KEY));
    }

    /** Makes a bucket that no other test of the class has. */
    public String bucket() {
        String name = String.format(Locale.ROOT, "test-%03d", buckets.incrementAndGet());
        s3().createBucket(request -> request.bucket(name));
        return name;
    }

    /** SIGKILL, then the same server again on the same data; ports and clients are new. */
    public void killAndRestart() {
        ServerProcess old = process();
        old.kill();
        startAgain(old);
    }

    /** SIGKILL, then a server with other options on the same data; ports and clients are new. */
    public void killAndRestart(UnaryOperator<ServerOptions> change) {
        ServerProcess old = process();
        old.kill();
        s3().close();
        old.close();
        start(change.apply(old.options()));
    }

    /** SIGTERM, then the same server again on the same data; ports and clients are new. */
    public void stopAndRestart() {
        ServerProcess old = process();
        assertThat(old.stop()).describedAs(old.stderr()).isZero();
        startAgain(old);
    }

    /** Starts the server that a test has stopped, on the same data; ports and clients are new. */
    public void startAgain() {
        startAgain(process());
    }

    private void startAgain(ServerProcess old) {
        s3().close();
        old.close();
        start(old.options());
    }

    private void start(ServerOptions options) {
        ServerProcess started = ServerProcess.start(options);
        process = started;
        s3 = SdkClients.withDefaults(started.ready().s3());
    }

    private static <T> T requireStarted(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the server is not started");
        }
        return value;
    }

    /** Removes a folder with all that is in it. */
    public static void deleteTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

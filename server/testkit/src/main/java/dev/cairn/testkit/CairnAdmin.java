package dev.cairn.testkit;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The clock, the rules, faults and the open uploads of any running Cairn server, by its admin API:
 * one of Docker Compose, for example, started with {@code test-clock} and {@code allow-faults}.
 * Safe for all threads.
 */
public final class CairnAdmin implements AutoCloseable {
    private final AdminCalls calls;

    /**
     * The admin side of a server. Nothing is called yet.
     *
     * @param adminEndpoint such as {@code http://127.0.0.1:9001}
     * @param accessKey of an account with {@code admin}
     */
    public CairnAdmin(URI adminEndpoint, String accessKey, String secretKey) {
        this(adminEndpoint, accessKey, secretKey, null);
    }

    /**
     * The same over TLS.
     *
     * @param trust null for the authorities of the system
     */
    public CairnAdmin(
            URI adminEndpoint, String accessKey, String secretKey, @Nullable SSLContext trust) {
        this.calls = new AdminCalls(adminEndpoint, accessKey, secretKey, trust);
    }

    public TestClock clock() {
        return new TestClock(calls);
    }

    public Lifecycle lifecycle() {
        return new Lifecycle(calls);
    }

    public Faults faults() {
        return new Faults(calls);
    }

    public Uploads uploads() {
        return new Uploads(calls);
    }

    /** Gives connections and threads back; the server goes on. Can be repeated. */
    @Override
    public void close() {
        calls.close();
    }
}

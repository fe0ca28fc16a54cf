package dev.cairn.testkit.containers;

import dev.cairn.testkit.Cairn;
import dev.cairn.testkit.CairnAdmin;
import dev.cairn.testkit.Faults;
import dev.cairn.testkit.Lifecycle;
import dev.cairn.testkit.TestClock;
import dev.cairn.testkit.Uploads;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Cairn in a container, for tests that run against the very image that is deployed, or whose code
 * under test runs in containers itself. Tests of one JVM are faster with {@link
 * dev.cairn.testkit.CairnServer}.
 *
 * <p>As there, the clock can be moved and nothing survives a power cut; the store ends with the
 * container. {@link #stop} stops it.
 */
public final class CairnContainer extends GenericContainer<CairnContainer> implements Cairn {
    /** The port of S3 inside the container. */
    public static final int S3_PORT = 9000;

    /** The port of health, metrics and the admin API inside the container. */
    public static final int ADMIN_PORT = 9001;

    private static final String ACCESS_KEY = "CAIRNTESTCONTAINER";
    private static final String SECRET_KEY = "cairn-test-container-secret";
    private static final String ROOT_ACCESS_KEY = "root.access-key";
    private static final String ROOT_SECRET_KEY = "root.secret-key";
    private static final String REGION = "region";
    private static final String LIFECYCLE_DAY = "lifecycle.day";
    private static final String LIFECYCLE_INTERVAL = "lifecycle.interval";
    private static final String ONLY_WHEN_TOLD = "off";
    private static final Duration READY_WAIT_MAX = Duration.ofSeconds(60);
    private static final int OK = 200;

    private @Nullable CairnAdmin admin;

    /**
     * A container that is not started yet.
     *
     * @param image built by {@code docker build -f docker/Dockerfile -t cairn .}
     */
    public CairnContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /** A container that is not started yet. */
    public CairnContainer(DockerImageName image) {
        super(image);
        addExposedPorts(S3_PORT, ADMIN_PORT);
        withConfig(ROOT_ACCESS_KEY, ACCESS_KEY);
        withConfig(ROOT_SECRET_KEY, SECRET_KEY);
        withConfig(REGION, "us-east-1");
        withConfig("durability", "os");
        withConfig("test-clock", "true");
        withConfig("allow-faults", "true");
        // A pass by itself, between the clock and runNow(), would take its actions away.
        withConfig(LIFECYCLE_INTERVAL, ONLY_WHEN_TOLD);
        waitingFor(
                Wait.forHttp("/health/ready")
                        .forPort(ADMIN_PORT)
                        .forStatusCode(OK)
                        .withStartupTimeout(READY_WAIT_MAX));
    }

    /** Buckets of the root account that are there from the start. */
    public CairnContainer withBuckets(String... names) {
        return withConfig("buckets", String.join(",", names));
    }

    /**
     * Sets a key of the configuration, by its variable: {@code lifecycle.day} is {@code
     * CAIRN_LIFECYCLE_DAY}. The server refuses to start with what it cannot understand. Rules run
     * by themselves only where {@code lifecycle.day} or {@code lifecycle.interval} is set.
     */
    public CairnContainer withConfig(String key, String value) {
        if (key.equals(LIFECYCLE_DAY)) {
            // Who shortens the day waits for the rules.
            getEnvMap().remove(variable(LIFECYCLE_INTERVAL), ONLY_WHEN_TOLD);
        }
        return withEnv(variable(key), value);
    }

    /** Gives the root account another key. */
    public CairnContainer withCredentials(String accessKey, String secretKey) {
        return withConfig(ROOT_ACCESS_KEY, accessKey).withConfig(ROOT_SECRET_KEY, secretKey);
    }

    /** {@inheritDoc} As the tests reach it; containers of its network use their own names. */
    @Override
    public URI endpoint() {
        return url(S3_PORT);
    }

    @Override
    public URI adminEndpoint() {
        return url(ADMIN_PORT);
    }

    @Override
    public String region() {
        return config(REGION);
    }

    @Override
    public String accessKey() {
        return config(ROOT_ACCESS_KEY);
    }

    @Override
    public String secretKey() {
        return config(ROOT_SECRET_KEY);
    }

    @Override
    public TestClock clock() {
        return admin().clock();
    }

    @Override
    public Lifecycle lifecycle() {
        return admin().lifecycle();
    }

    @Override
    public Faults faults() {
        return admin().faults();
    }

    @Override
    public Uploads uploads() {
        return admin().uploads();
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (admin != null) {
                admin.close();
                admin = null;
            }
        }
        super.stop();
    }

    private synchronized CairnAdmin admin() {
        if (admin == null) {
            admin = new CairnAdmin(adminEndpoint(), accessKey(), secretKey());
        }
        return admin;
    }

    private URI url(int port) {
        return URI.create("http://" + getHost() + ":" + getMappedPort(port));
    }

    private String config(String key) {
        return Objects.requireNonNull(getEnvMap().get(variable(key)));
    }

    private static String variable(String key) {
        return "CAIRN_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

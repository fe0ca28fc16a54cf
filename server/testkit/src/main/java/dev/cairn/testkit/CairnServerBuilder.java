package dev.cairn.testkit;

import dev.cairn.server.InitException;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.ConfigKey;
import dev.cairn.server.config.ConfigKeys;
import dev.cairn.server.config.ConfigLoader;
import dev.cairn.server.config.NearestName;
import dev.cairn.storage.StoreUnusableException;
import dev.cairn.storage.model.BucketName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How a server is to be started. For one thread; can start several servers. */
public final class CairnServerBuilder {

    private final Map<String, String> values = new HashMap<>();
    private @Nullable Path dataDirectory;
    private @Nullable Path configFile;

    CairnServerBuilder() {
        values.put("s3.listen", "127.0.0.1:0");
        values.put("admin.listen", "127.0.0.1:0");
        values.put("durability", "os");
        values.put("test-clock", "true");
        values.put("allow-faults", "true");
    }

    /**
     * Buckets of the root account that are there from the start.
     *
     * @throws IllegalArgumentException for what cannot be the name of a bucket
     */
    public CairnServerBuilder buckets(String... names) {
        for (String name : names) {
            if (!BucketName.isValid(name)) {
                throw new IllegalArgumentException("'" + name + "' is not the name of a bucket");
            }
        }
        if (names.length == 0) {
            values.remove(ConfigKeys.BUCKETS.name());
        } else {
            values.put(ConfigKeys.BUCKETS.name(), String.join(",", names));
        }
        return this;
    }

    /**
     * Sets a key of the configuration, as the table in the README has them: {@code
     * config("lifecycle.day", "PT2S")}. It wins over the file and over the kit's own settings. Keys
     * of the log do nothing, but {@code log.access}: logging is that of the tests. Rules run by
     * themselves only where {@code lifecycle.day}, {@code lifecycle.interval} or a {@link
     * #configFile} is set; otherwise when {@link Lifecycle#runNow} says so. With {@code
     * lifecycle.interval=off} they never do.
     *
     * @throws IllegalArgumentException for a key that there is not, with the nearest one; whether
     *     the value fits shows at {@link #start}
     */
    public CairnServerBuilder config(String key, String value) {
        ConfigKey<?> known =
                ConfigKeys.ALL.stream()
                        .filter(candidate -> candidate.name().equals(key))
                        .findFirst()
                        .orElseThrow(() -> unknown(key));
        if (known.origin() == ConfigKey.Origin.FILE_ONLY) {
            throw new IllegalArgumentException(key + " can only stand in a file: configFile");
        }
        if (known.equals(ConfigKeys.DATA_DIR)) {
            return dataDirectory(Path.of(value));
        }
        values.put(key, value);
        return this;
    }

    /** Reads a configuration in YAML, as {@code cairn serve --config} does, for accounts too. */
    public CairnServerBuilder configFile(Path file) {
        configFile = file;
        return this;
    }

    /**
     * Gives the root account a key of the test's own choice; otherwise each server makes one.
     *
     * @param accessKey 3 to 128 letters, digits or any of {@code _ . @ -}
     * @param secretKey 4 to 256 visible ASCII characters
     */
    public CairnServerBuilder credentials(String accessKey, String secretKey) {
        values.put(ConfigKeys.ROOT_ACCESS_KEY.name(), accessKey);
        values.put(ConfigKeys.ROOT_SECRET_KEY.name(), secretKey);
        return this;
    }

    /**
     * Keeps the store in this folder, which is created if it is absent and not deleted at the end,
     * so that a server can be started again over what an earlier one has left.
     */
    public CairnServerBuilder dataDirectory(Path directory) {
        dataDirectory = directory;
        return this;
    }

    /** Lets {@link CairnServer#close} fail where multipart uploads are open. */
    public CairnServerBuilder failOnOpenUploads() {
        return config(ConfigKeys.FAIL_ON_OPEN_UPLOADS.name(), "true");
    }

    /**
     * Starts a server and returns when it is ready.
     *
     * @throws IllegalArgumentException when the configuration is wrong, naming each problem
     * @throws UncheckedIOException when a port or a file cannot be had
     * @throws IllegalStateException when the store in {@link #dataDirectory} is in use or damaged,
     *     or a script of {@code init-dir} fails
     */
    public CairnServer start() {
        TemporaryFolder folder = null;
        boolean started = false;
        try {
            Path directory = dataDirectory;
            if (directory == null) {
                folder = TemporaryFolder.create();
                directory = folder.path();
            }
            CairnConfig config = config(directory);
            CairnServer server = handle(open(config), folder, config.failOnOpenUploads());
            started = true;
            return server;
        } catch (FileSystemException e) {
            // Its message is the file, and no more.
            throw new UncheckedIOException("cannot start: " + e, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start: " + e.getMessage(), e);
        } finally {
            if (!started && folder != null) {
                folder.deleteAfterFailure();
            }
        }
    }

    /** Stops a server of which nothing can be given to the test. */
    private static CairnServer handle(
            dev.cairn.server.CairnServer server,
            @Nullable TemporaryFolder folder,
            boolean failsOnOpenUploads) {
        try {
            return new CairnServer(server, folder, failsOnOpenUploads);
        } catch (RuntimeException e) {
            Undisturbed.run(server::close);
            throw e;
        }
    }

    /** What a server in this folder is started with. */
    CairnConfig config(Path directory) {
        Map<String, String> all = new HashMap<>(values);
        all.put(ConfigKeys.DATA_DIR.name(), directory.toString());
        // A pass by itself, between the clock and runNow(), would take its actions away. Who shortens
        // the day waits for the rules, and what a file says of them counts.
        if (configFile == null && !values.containsKey(ConfigKeys.LIFECYCLE_DAY.name())) {
            all.putIfAbsent(ConfigKeys.LIFECYCLE_INTERVAL.name(), "off");
        }
        try {
            // The environment of the tests is not that of a server.
            return CairnConfig.of(
                    new ConfigLoader(ConfigKeys.ALL).load(all, Map.of(), configFile));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static dev.cairn.server.CairnServer open(CairnConfig config) throws IOException {
        try {
            return Undisturbed.call(() -> opened(config));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            switch (cause) {
                case ConfigException wrong ->
                        throw new IllegalArgumentException(wrong.getMessage(), wrong);
                case StoreUnusableException unusable ->
                        throw new IllegalStateException(unusable.getMessage(), unusable);
                case InitException init ->
                        throw new IllegalStateException(init.getMessage(), init);
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new AssertionError(cause);
            }
        }
    }

    private static dev.cairn.server.CairnServer opened(CairnConfig config)
            throws IOException, ConfigException, StoreUnusableException, InitException {
        InstantSource time = InstantSource.system();
        dev.cairn.server.CairnServer server = null;
        boolean ready = false;
        try {
            server = dev.cairn.server.CairnServer.openEmbedded(config, time, time.instant());
            ready = server.makeReady();
            return server;
        } finally {
            if (server != null && !ready) {
                server.close();
            }
        }
    }

    private static IllegalArgumentException unknown(String key) {
        List<String> names = ConfigKeys.ALL.stream().map(known -> known.name()).toList();
        return new IllegalArgumentException(
                "unknown key '%s'; the nearest is '%s'".formatted(key, NearestName.of(key, names)));
    }
}

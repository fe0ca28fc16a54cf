package dev.cairn.server;

import dev.cairn.billing.Billing;
import dev.cairn.billing.BucketPlans;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.lifecycle.DayScale;
import dev.cairn.lifecycle.LifecycleRunner;
import dev.cairn.lifecycle.LifecycleScheduler;
import dev.cairn.lifecycle.LifecycleSettings;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.lifecycle.PlanDays;
import dev.cairn.s3.RequestLog;
import dev.cairn.s3.S3Service;
import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.fault.FaultReport;
import dev.cairn.s3.fault.Faults;
import dev.cairn.server.admin.AdminApi;
import dev.cairn.server.admin.AdminService;
import dev.cairn.server.admin.Readiness;
import dev.cairn.server.admin.ServedStore;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.DeclaredBucket;
import dev.cairn.server.config.ServerState;
import dev.cairn.server.config.StateFiles;
import dev.cairn.server.http.Endpoint;
import dev.cairn.server.http.FrontEnd;
import dev.cairn.server.http.HttpSettings;
import dev.cairn.server.metrics.Metrics;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StoreUnusableException;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.time.Clock;
import dev.cairn.storage.time.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the wiring of everything else.
 *
 * <p>The admin port opens first, so that a probe sees a server that is starting; then the store;
 * then the S3 port. Stopping goes the other way, and the admin port tells of it until the last
 * request of the S3 port has ended.
 */
public final class CairnServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CairnServer.class);

    /** Below the 10 s after which container runtimes kill. */
    private static final Duration S3_GRACE = Duration.ofSeconds(7);

    private static final Duration ADMIN_GRACE = Duration.ofSeconds(1);

    /** Less is the work of a real clock that was set back. */
    private static final Duration AHEAD_NOTED = Duration.ofMinutes(1);

    private final CairnConfig config;
    private final InstantSource realTime;
    private final Readiness readiness = new Readiness();
    private final Undo undo = new Undo();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final InitScripts scripts;
    private final boolean embedded;
    private final Instant begun;
    private @Nullable Addresses addresses;
    private volatile Accounts accounts = new Accounts(List.of());
    private @Nullable AccessLog accessLog;
    private @Nullable ServerIdentity identity;
    private @Nullable ServerState state;
    private @Nullable RootKey rootKey;
    private @Nullable Runnable resetting;

    /** How many uploads were open when the last request had ended, if that matters. */
    private long uploadsLeftOpen;

    private CairnServer(
            CairnConfig config, InstantSource realTime, Instant begun, boolean embedded) {
        this.embedded = embedded;
        this.config = config;
        this.realTime = realTime;
        this.begun = begun;
        this.scripts = new InitScripts(config.init().scripts());
    }

    /**
     * Opens the store and the ports. The server answers from then on, and says that it is not ready
     * before {@link #makeReady}.
     *
     * @param realTime what the clock of the store follows, as signatures and the Date header do
     * @param begun what the time to readiness counts from
     * @throws ConfigException when accounts contradict the root key, or buckets what is there
     * @throws IOException when a port or a file cannot be had
     */
    public static CairnServer open(CairnConfig config, InstantSource realTime, Instant begun)
            throws IOException, StoreUnusableException, ConfigException {
        return open(new CairnServer(config, realTime, begun, false), FrontEnd::start);
    }

    /**
     * The same in the virtual machine of others, which goes on when the server stops: with few
     * threads, no native code but RocksDB's, and memory that is given back at once.
     */
    public static CairnServer openEmbedded(
            CairnConfig config, InstantSource realTime, Instant begun)
            throws IOException, StoreUnusableException, ConfigException {
        return open(new CairnServer(config, realTime, begun, true), FrontEnd::startEmbedded);
    }

    private static CairnServer open(
            CairnServer server, BiFunction<HttpSettings, InstantSource, FrontEnd> frontEnds)
            throws IOException, StoreUnusableException, ConfigException {
        boolean opened = false;
        try {
            server.openWith(frontEnds);
            opened = true;
            return server;
        } finally {
            if (!opened) {
                server.stop();
            }
        }
    }

    /**
     * Runs the scripts of {@code init-dir}, then tells everybody that the server is ready.
     *
     * @return false when the server was stopped meanwhile
     * @throws InitException when a script fails; the server is left as it is
     */
    public boolean makeReady() throws IOException, InitException {
        try {
            scripts.run(
                    opened(addresses)
                            .environment(
                                    rootKey().credentials(),
                                    config.s3().settings().region(),
                                    identity));
        } catch (InitException e) {
            if (readiness.state() == Readiness.State.STOPPING) {
                return false;
            }
            throw e;
        }
        return publish();
    }

    /** What the ready line says. */
    public ServerState state() {
        return opened(state);
    }

    /** The key of the root account, and whether this run has made it. */
    public RootKey rootKey() {
        return opened(rootKey);
    }

    /**
     * Refuses new requests, lets those under way finish within some seconds, closes the store.
     * Blocks. Can be repeated.
     *
     * @return whether everything closed as it should, and no upload was left open where that
     *     matters ({@code fail-on-open-uploads})
     */
    public synchronized boolean stop() {
        readiness.stopping();
        boolean clean = undo.run();
        stopped.countDown();
        return clean && uploadsLeftOpen == 0;
    }

    /**
     * Goes back to the start, for tests that share a server: deletes all buckets with everything in
     * them and makes those of the configuration again, removes faults, and lets the clock go on at
     * the pace of real time, from where it is. Nothing should write meanwhile.
     *
     * @throws IllegalStateException when the server is not ready
     * @throws dev.cairn.storage.model.StorageException when clients write faster than it deletes
     */
    public synchronized void reset() {
        if (readiness.state() != Readiness.State.READY) {
            throw new IllegalStateException("the server is not ready");
        }
        opened(resetting).run();
    }

    /**
     * Opens the access log anew, reads certificates again and takes over changed accounts, without
     * touching a connection.
     * Everything else stays as it was at the start.
     *
     * @param fresh the configuration as it is now
     */
    public synchronized void reload(CairnConfig fresh) {
        if (readiness.state() != Readiness.State.READY) {
            return;
        }
        opened(accessLog).reopen();
        if (identity != null) {
            identity.reload();
        }
        try {
            accounts = accounts(rootKey(), fresh.accounts());
            LOG.info("{} accounts beside the root account", fresh.accounts().size());
        } catch (ConfigException e) {
            LOG.error("the accounts stay the old ones: {}", e.getMessage());
        }
        if (!fresh.withAccounts(config.accounts()).equals(config)) {
            LOG.warn("of the changed configuration, more than accounts waits for a start");
        }
    }

    /** Blocks until somebody has stopped the server. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        stop();
    }

    private void openWith(BiFunction<HttpSettings, InstantSource, FrontEnd> frontEnds)
            throws IOException, StoreUnusableException, ConfigException {
        Clock clock = new Clock(realTime);
        Metrics metrics = new Metrics();
        undo.add("closing the metrics", metrics::close);
        AccessLog access = AccessLog.open(config.log().access(), realTime);
        undo.add("closing the access log", access::close);
        accessLog = access;
        FrontEnd frontEnd = frontEnds.apply(config.http(), clock.signatureTime());
        undo.add("stopping the front end", () -> frontEnd.stop(ADMIN_GRACE));
        AdminService adminService =
                new AdminService(
                        readiness,
                        Metrics.CONTENT_TYPE,
                        metrics::scrape,
                        config.admin().metricsAuth());
        Path directory = config.storage().directory();
        StateFiles files = new StateFiles(directory);
        if (config.tls().isPresent()) {
            identity = new ServerIdentity(config.tls().get(), ReachedAddress.names(config), files,
                    realTime);
        }
        Ports ports = new Ports(config, frontEnd, identity);
        Optional<Endpoint> adminPort = ports.listenAdmin(adminService);

        Plans plans = Plans.load(config.billing());
        checkPlans(plans.catalog());
        Storage storage = Storage.open(config.storage(), clock, metrics.registry());
        undo.add("closing the store", storage::close);
        startClock(storage.movableClock());
        metrics.observe(storage);
        undo.add("stopping the look at open uploads", metrics::stopObserving);
        // Nothing may ask the store once it is closed.
        adminPort.ifPresent(
                port -> undo.add("stopping the admin port", () -> port.stop(ADMIN_GRACE)));
        files.removeUnfinished();
        if (identity != null) {
            identity.keep();
        }
        RootKey root = RootKey.find(config.root(), files, new SecureRandom());
        rootKey = root;
        accounts = accounts(root, config.accounts());
        BucketPlans bucketPlans =
                new BucketPlans(storage, plans.catalog(), plans.fallback());
        LifecycleStore rules =
                new LifecycleStore(
                        storage,
                        config.s3().settings().defaultAbortDays(),
                        config.lifecycle().enforcePlan()
                                ? new EnforcedPlans(bucketPlans)
                                : PlanDays.NONE);
        BucketsAtStart buckets =
                new BucketsAtStart(
                        storage, rules, root.account().id(), config.s3().settings().region());
        buckets.makeAll(config);
        LifecycleRunner runner = startRules(storage, rules, metrics);
        RequestCounter counter = new RequestCounter(storage.clock());
        RequestBooking booking = new RequestBooking(counter, storage.ledger());
        undo.add("booking the last requests", booking::close);
        booking.start();
        Billing billing =
                Billing.over(
                        storage,
                        bucketPlans,
                        () -> {
                            booking.book();
                            return runner.watermark();
                        });
        metrics.charge(() -> billing.usage().deletedBytes(storage.clock().now()));
        Consumer<RequestLog> finished =
                finished(metrics.requests().andThen(counter), storage, frontEnd);
        S3Service service = s3Service(finished, storage, rules);
        Faults faults = faults(service, storage);
        adminService.open(
                new AdminApi(
                        new ServedStore(storage, rules, runner, billing),
                        () -> accounts,
                        config.s3().settings().region(),
                        realTime,
                        config.admin().testClock(),
                        faults));

        resetting = () -> reset(storage, buckets, faults);
        if (config.failOnOpenUploads()) {
            undo.add("looking for open uploads", () -> lookForOpenUploads(storage));
        }
        Endpoint s3Port =
                ports.listenS3(
                        faults == null
                                ? RequestLogging.withRequestId(service::serve)
                                : new FaultyService(service, faults),
                        finished);
        undo.add("stopping the S3 port", () -> s3Port.stop(S3_GRACE));
        addresses = ports.addresses(s3Port, adminPort);
        undo.add("removing server.json", files::removeServer);
        undo.add("stopping the scripts", scripts::stop);
    }

    /** Not while the server stops: what is taken away then must not come back. */
    private synchronized boolean publish() throws IOException {
        if (readiness.state() == Readiness.State.STOPPING) {
            return false;
        }
        Path directory = config.storage().directory();
        ServerState ready =
                new ServerState(
                        opened(addresses).s3(),
                        opened(addresses).admin(),
                        config.s3().settings().region(),
                        rootKey().credentials().accessKey(),
                        directory.toAbsolutePath().normalize().toString(),
                        Version.current(),
                        Duration.between(begun, realTime.instant()).toMillis(),
                        ProcessHandle.current().pid(),
                        identity == null ? null : identity.certificateFile().toString());
        new StateFiles(directory).writeServer(ready);
        state = ready;
        readiness.ready();
        return true;
    }

    /** A store whose clock has been moved keeps its time, since time never goes back. */
    private void startClock(MovableClock clock) {
        MovableClock.Reading reading = config.admin().testClock() ? clock.read() : clock.release();
        Duration ahead = Duration.between(reading.real(), reading.now());
        if (config.admin().testClock() || ahead.compareTo(AHEAD_NOTED) > 0) {
            note(
                    "the clock of the store shows {}, {} ahead of real time{}",
                    reading.now(),
                    ahead,
                    config.admin().testClock() ? ", and can be moved (test-clock)" : "");
        }
    }

    /** What is odd in a server of its own is what a test asks for. */
    private void note(String format, Object... arguments) {
        if (embedded) {
            LOG.debug(format, arguments);
        } else {
            LOG.warn(format, arguments);
        }
    }

    private S3Service s3Service(
            Consumer<RequestLog> finished, Storage storage, LifecycleStore rules) {
        return new S3Service(
                storage,
                rules,
                () -> accounts,
                config.s3().settings(),
                storage.clock().signatureTime(),
                finished);
    }

    /** Who is told of a finished request, and of one that the front end refuses. */
    private Consumer<RequestLog> finished(
            Consumer<RequestLog> counting, Storage storage, FrontEnd frontEnd) {
        return counting.andThen(RequestLogging.lines())
                .andThen(opened(accessLog).of(storage.buckets(), frontEnd.hostId()));
    }

    /** Null where the server was not told to allow them. */
    private @Nullable Faults faults(S3Service service, Storage storage) {
        if (!config.admin().allowFaults()) {
            return null;
        }
        note("requests can be made to fail by the admin API (allow-faults)");
        return new Faults(
                service.operations(), config.s3().settings().domains(), storage.clock());
    }

    private static Accounts accounts(RootKey root, List<Account> further)
            throws ConfigException {
        List<Account> all = new ArrayList<>(further);
        all.addFirst(root.account());
        try {
            return new Accounts(all);
        } catch (IllegalArgumentException twice) {
            throw new ConfigException("accounts: " + twice.getMessage());
        }
    }

    private LifecycleRunner startRules(Storage storage, LifecycleStore rules, Metrics metrics) {
        LifecycleSettings settings =
                new LifecycleSettings(
                        new DayScale(config.lifecycle().day()),
                        config.lifecycle().interval().orElse(config.lifecycle().day()));
        LifecycleRunner runner =
                new LifecycleRunner(storage, rules, settings, metrics.registry());
        LifecycleScheduler scheduler = new LifecycleScheduler(runner, storage.clock());
        undo.add("stopping the rules", scheduler::close);
        if (config.lifecycle().interval().isPresent()) {
            scheduler.start();
        } else {
            note("the rules run only when they are told to (lifecycle.interval is off)");
        }
        return runner;
    }

    /** Before the store is opened, so that a start that is refused has changed nothing. */
    private void checkPlans(PlanCatalog catalog) throws ConfigException {
        for (DeclaredBucket declared : config.init().buckets()) {
            Optional<String> plan = declared.settings().map(BucketSettings::plan);
            if (plan.isPresent() && !catalog.names().contains(plan.get())) {
                throw new ConfigException(
                        "init-file: bucket %s: there is no plan '%s'"
                                .formatted(declared.name(), plan.get()));
            }
        }
    }

    /** A server that was never ready has not been used: what is open is of an earlier run. */
    private void lookForOpenUploads(Storage storage) {
        if (state != null) {
            uploadsLeftOpen = new OpenUploadsAtStop(storage).report();
        }
    }

    private void reset(Storage storage, BucketsAtStart buckets, @Nullable Faults faults) {
        new EmptiedStore(storage).empty();
        try {
            buckets.makeAll(config);
        } catch (ConfigException contradiction) {
            throw new IllegalStateException(contradiction);
        }
        if (faults != null) {
            List<FaultReport> unused = faults.clear();
        }
        MovableClock.Reading unused = storage.movableClock().release();
    }

    private static <T> T opened(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the server is not open");
        }
        return value;
    }
}

package dev.cairn.server.config;

import dev.cairn.billing.plan.PlanName;
import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.Account;
import dev.cairn.server.http.HttpSettings;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * The configuration of a server: one component for each concern.
 *
 * @param tls empty where the ports are not encrypted
 * @param root the configured root key; empty where it is generated
 * @param accounts beside the root account
 * @param buckets to be made at start
 * @param init what else is made before the server is ready
 * @param failOnOpenUploads whether a stop that leaves uploads open is a failure
 */
public record CairnConfig(
        StorageSettings storage,
        S3Config s3,
        AdminConfig admin,
        Optional<TlsConfig> tls,
        HttpSettings http,
        LifecycleConfig lifecycle,
        BillingConfig billing,
        Optional<Credentials> root,
        List<Account> accounts,
        List<BucketName> buckets,
        InitConfig init,
        boolean failOnOpenUploads,
        LogConfig log) {
    /** The S3 port. */
    public record S3Config(ListenAddress listen, S3Settings settings) {}

    /**
     * The admin port.
     *
     * @param listen empty where there is none
     * @param testClock whether the clock can be moved
     * @param allowFaults whether requests can be made to fail
     */
    public record AdminConfig(
            Optional<ListenAddress> listen,
            boolean metricsAuth,
            boolean testClock,
            boolean allowFaults) {}

    /**
     * How rules are run.
     *
     * @param day how long their day is
     * @param interval how often they are run, at most a day; empty where only requests run them
     * @param enforcePlan whether uploads end when their plan does not take them for active any more
     */
    public record LifecycleConfig(
            Duration day, Optional<Duration> interval, boolean enforcePlan) {}

    /**
     * What is made before the server is ready.
     *
     * @param buckets as {@code init-file} declares them
     * @param scripts the directory of scripts to run
     */
    public record InitConfig(List<DeclaredBucket> buckets, Optional<Path> scripts) {
        public InitConfig {
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * What is charged.
     *
     * @param plan of buckets that have none of their own
     * @param planDirectory where further plans are; empty for the shipped ones alone
     */
    public record BillingConfig(PlanName plan, Optional<Path> planDirectory) {}

    /** What is logged, and how. */
    public record LogConfig(Level level, LogFormat format, AccessLogTarget access) {}

    private static final Duration RATE_WINDOW = Duration.ofSeconds(30);

    public CairnConfig {
        accounts = List.copyOf(accounts);
        buckets = List.copyOf(buckets);
    }

    /**
     * Reads what the keys say.
     *
     * @throws ConfigException where keys contradict each other, or a file that they name cannot
     *     be used
     */
    public static CairnConfig of(ConfigValues values) throws ConfigException {
        Optional<Credentials> root = RootConfig.read(values);
        List<Account> accounts = values.find(ConfigKeys.ACCOUNTS).orElse(List.of());
        if (root.isPresent()) {
            checkRootIsApart(root.get(), accounts);
        }
        return new CairnConfig(
                new StorageSettings(
                        values.get(ConfigKeys.DATA_DIR),
                        values.get(ConfigKeys.DURABILITY),
                        values.get(ConfigKeys.UPLOADS_COMPLETED_MEMORY),
                        values.get(ConfigKeys.BILLING_HOURS_KEPT)),
                new S3Config(
                        values.get(ConfigKeys.S3_LISTEN),
                        new S3Settings(
                                values.get(ConfigKeys.REGION),
                                values.get(ConfigKeys.REGION_STRICT),
                                values.get(ConfigKeys.S3_DOMAINS),
                                values.get(ConfigKeys.LIFECYCLE_DEFAULT_ABORT_DAYS),
                                values.get(ConfigKeys.AUTH_SIGV2))),
                new AdminConfig(
                        values.get(ConfigKeys.ADMIN_LISTEN),
                        values.get(ConfigKeys.ADMIN_METRICS_AUTH),
                        values.get(ConfigKeys.TEST_CLOCK),
                        values.get(ConfigKeys.ALLOW_FAULTS)),
                tls(values),
                http(values),
                lifecycle(values),
                new BillingConfig(
                        values.get(ConfigKeys.BILLING_PLAN),
                        values.find(ConfigKeys.BILLING_PLAN_DIR)),
                root,
                accounts,
                values.find(ConfigKeys.BUCKETS).orElse(List.of()),
                init(values, accounts),
                values.get(ConfigKeys.FAIL_ON_OPEN_UPLOADS),
                new LogConfig(
                        values.get(ConfigKeys.LOG_LEVEL),
                        values.get(ConfigKeys.LOG_FORMAT),
                        values.get(ConfigKeys.LOG_ACCESS)));
    }

    /** The same with other accounts. */
    public CairnConfig withAccounts(List<Account> others) {
        return new CairnConfig(
                storage,
                s3,
                admin,
                tls,
                http,
                lifecycle,
                billing,
                root,
                others,
                buckets,
                init,
                failOnOpenUploads,
                log);
    }

    private static LifecycleConfig lifecycle(ConfigValues values) throws ConfigException {
        Duration day = values.get(ConfigKeys.LIFECYCLE_DAY);
        Optional<Duration> interval = values.get(ConfigKeys.LIFECYCLE_INTERVAL);
        return new LifecycleConfig(
                day,
                interval.map(often -> often.compareTo(day) < 0 ? often : day),
                values.get(ConfigKeys.LIFECYCLE_ENFORCE_PLAN));
    }

    private static Optional<TlsConfig> tls(ConfigValues values) throws ConfigException {
        Optional<Path> certificate = values.find(ConfigKeys.TLS_CERTIFICATE);
        Optional<Path> key = values.find(ConfigKeys.TLS_KEY);
        boolean selfSigned = values.get(ConfigKeys.TLS_SELF_SIGNED);
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigException(
                    certificate.isPresent()
                            ? "tls.certificate is set, but tls.key is not"
                            : "tls.key is set, but tls.certificate is not");
        }
        if (certificate.isPresent() && key.isPresent()) {
            if (selfSigned) {
                throw new ConfigException("tls.certificate and tls.self-signed exclude each other");
            }
            return Optional.of(new TlsConfig.Files(certificate.get(), key.get()));
        }
        if (selfSigned) {
            return Optional.of(new TlsConfig.SelfSigned());
        }
        if (values.get(ConfigKeys.ADMIN_REQUIRE_TLS)
                && values.get(ConfigKeys.ADMIN_LISTEN).isPresent()) {
            throw new ConfigException(
                    "admin.require-tls is true, but neither tls.certificate nor tls.self-signed is"
                            + " set");
        }
        return Optional.empty();
    }

    private static HttpSettings http(ConfigValues values) throws ConfigException {
        return new HttpSettings(
                values.get(ConfigKeys.HTTP_CONNECTIONS_MAX),
                values.get(ConfigKeys.HTTP_REQUEST_LINE_BYTES_MAX),
                values.get(ConfigKeys.HTTP_HEADER_BYTES_MAX),
                values.get(ConfigKeys.HTTP_REQUESTS_MAX),
                values.get(ConfigKeys.HTTP_IDLE_TIMEOUT),
                values.get(ConfigKeys.HTTP_RATE_MIN),
                RATE_WINDOW);
    }

    private static InitConfig init(ConfigValues values, List<Account> accounts)
            throws ConfigException {
        Optional<Path> file = values.find(ConfigKeys.INIT_FILE);
        List<DeclaredBucket> buckets =
                file.isPresent() ? InitFile.read(file.get(), accounts) : List.of();
        return new InitConfig(buckets, values.find(ConfigKeys.INIT_DIR));
    }

    private static void checkRootIsApart(Credentials root, List<Account> accounts)
            throws ConfigException {
        boolean taken =
                accounts.stream()
                        .flatMap(account -> account.accessKeys().stream())
                        .anyMatch(key -> key.id().equals(root.accessKey()));
        if (taken) {
            throw new ConfigException(
                    "accounts: the access key " + root.accessKey() + " is root.access-key already");
        }
    }
}

package dev.cairn.server.config;

import dev.cairn.billing.plan.PlanName;
import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.storage.Durability;
import dev.cairn.storage.model.BucketName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * Every key there is, once: name, type with its limits, default, documentation. The flags of {@code
 * cairn serve}, the environment variables, the file and the README's table all follow from here.
 */
public final class ConfigKeys {
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final int DOMAIN_LENGTH_MAX = 190;

    public static final ConfigKey<Path> DATA_DIR =
            ConfigKey.of(
                    "data-dir",
                    path(),
                    "./cairn-data",
                    "Directory of the store. Created if absent, locked while the server runs.");

    public static final ConfigKey<String> REGION =
            ConfigKey.of(
                    "region",
                    ValueType.text(
                            "1 to 64 letters, digits or dashes", "[A-Za-z0-9][A-Za-z0-9-]{0,63}"),
                    "us-east-1",
                    "The server's region, and that of buckets created without another.");

    public static final ConfigKey<Boolean> REGION_STRICT =
            ConfigKey.of(
                    "region-strict",
                    ValueType.TRUTH,
                    "false",
                    "Whether signatures and LocationConstraints of other regions are refused.");

    public static final ConfigKey<ListenAddress> S3_LISTEN =
            ConfigKey.of(
                    "s3.listen",
                    ValueType.address(),
                    "127.0.0.1:9000",
                    "Where the S3 API listens.");

    public static final ConfigKey<List<String>> S3_DOMAINS =
            ConfigKey.of(
                    "s3.domains",
                    ValueType.list("domain names between commas", 64, ConfigKeys::domain),
                    "localhost,s3.localhost",
                    "Base domains of virtual-host style addresses: `bucket.domain`.");

    public static final ConfigKey<Optional<ListenAddress>> ADMIN_LISTEN =
            ConfigKey.of(
                    "admin.listen",
                    ValueType.addressOrOff(),
                    "127.0.0.1:9001",
                    "Where health, metrics and the admin API listen; `off` for nowhere.");

    public static final ConfigKey<Boolean> ADMIN_METRICS_AUTH =
            ConfigKey.of(
                    "admin.metrics-auth",
                    ValueType.TRUTH,
                    "false",
                    "Whether `/metrics` asks for the key of an admin account.");

    public static final ConfigKey<Boolean> ADMIN_REQUIRE_TLS =
            ConfigKey.of(
                    "admin.require-tls",
                    ValueType.TRUTH,
                    "false",
                    "Whether the server refuses to start an admin port without TLS.");

    public static final ConfigKey<Path> TLS_CERTIFICATE =
            ConfigKey.optional(
                    "tls.certificate",
                    path(),
                    "File of the certificate that both ports show, in PEM, with those that lead to"
                            + " an authority behind it. SIGHUP reads it again.");

    public static final ConfigKey<Path> TLS_KEY =
            ConfigKey.optional(
                    "tls.key",
                    path(),
                    "File of the key of `tls.certificate`, in PEM: PKCS #8, or RSA or EC as"
                            + " OpenSSL writes them; not encrypted.");

    public static final ConfigKey<Boolean> TLS_SELF_SIGNED =
            ConfigKey.of(
                    "tls.self-signed",
                    ValueType.TRUTH,
                    "false",
                    "Whether the server makes a certificate itself, for the names it listens on,"
                            + " `localhost` and `s3.domains`, and keeps it in the data"
                            + " directory.");

    public static final ConfigKey<List<BucketName>> BUCKETS =
            ConfigKey.optional(
                    "buckets",
                    ValueType.list("bucket names between commas", 1000, ConfigKeys::bucket),
                    "Buckets of the root account that are made at start if they are absent.");

    public static final ConfigKey<String> ROOT_ACCESS_KEY =
            ConfigKey.optional(
                    "root.access-key",
                    ValueType.word(Credentials.ACCESS_KEY_EXPECTED, Credentials::accessKey),
                    "Access key of the root account. Key and secret are generated at the first"
                            + " start if neither is given.");

    public static final ConfigKey<String> ROOT_SECRET_KEY =
            new ConfigKey<>(
                    "root.secret-key",
                    ValueType.word(Credentials.SECRET_KEY_EXPECTED, Credentials::secretKey),
                    null,
                    ConfigKey.Origin.ANYWHERE,
                    true,
                    "Secret of `root.access-key`. As a flag it is visible to other users of the"
                            + " machine.");

    public static final ConfigKey<Path> ROOT_SECRET_KEY_FILE =
            ConfigKey.optional(
                    "root.secret-key-file",
                    path(),
                    "File whose first line is the secret of `root.access-key`.");

    public static final ConfigKey<Path> ROOT_ACCESS_KEY_FILE =
            ConfigKey.optional(
                    "root.access-key-file",
                    path(),
                    "File whose first line is the access key, in place of `root.access-key`.");

    public static final ConfigKey<Path> INIT_FILE =
            ConfigKey.optional(
                    "init-file",
                    path(),
                    "File in YAML that declares buckets: what it says is made so before the server"
                            + " is ready. See [In a container](docs/CONTAINER.md#init-file).");

    public static final ConfigKey<Path> INIT_DIR =
            ConfigKey.optional(
                    "init-dir",
                    path(),
                    "Directory of scripts that run when the S3 port is open, before the server is"
                            + " ready; one that fails ends the server with exit code 1.");

    public static final ConfigKey<List<Account>> ACCOUNTS =
            new ConfigKey<>(
                    "accounts",
                    ValueType.structured(AccountsReader.EXPECTED, AccountsReader::read),
                    null,
                    ConfigKey.Origin.FILE_ONLY,
                    false,
                    "Further accounts: `id` (canonical id), `display-name`, `email`, `admin`,"
                            + " `access-keys` with `id` and `secret`.");

    public static final ConfigKey<SignatureVersion2> AUTH_SIGV2 =
            ConfigKey.of(
                    "auth.sigv2",
                    ValueType.choice(List.of(SignatureVersion2.values())),
                    "presign",
                    "Where Signature Version 2 is accepted: in presigned URLs and forms, which boto3"
                            + " without a region and aws-cli v1 sign by it, nowhere, or in the"
                            + " Authorization header too.");

    public static final ConfigKey<Durability> DURABILITY =
            ConfigKey.of(
                    "durability",
                    ValueType.choice(List.of(Durability.values())),
                    "sync",
                    "What an acknowledged write survives: `sync` a power cut, `os` a crash of the"
                            + " process only.");

    public static final ConfigKey<Boolean> TEST_CLOCK =
            ConfigKey.of(
                    "test-clock",
                    ValueType.TRUTH,
                    "false",
                    "Whether the admin API may move the clock of the store, for tests. Not for data"
                            + " that you want to keep: rules act on what the clock says.");

    public static final ConfigKey<Boolean> FAIL_ON_OPEN_UPLOADS =
            ConfigKey.of(
                    "fail-on-open-uploads",
                    ValueType.TRUTH,
                    "false",
                    "Whether a stop at which uploads are open reports them on stderr and ends with"
                            + " exit code 1, for tests that must leave none.");

    public static final ConfigKey<Boolean> ALLOW_FAULTS =
            ConfigKey.of(
                    "allow-faults",
                    ValueType.TRUTH,
                    "false",
                    "Whether the admin API may let S3 requests fail, for tests; stored data stay"
                            + " right. See [Faults on request](docs/FAULTS.md).");

    public static final ConfigKey<Duration> UPLOADS_COMPLETED_MEMORY =
            ConfigKey.of(
                    "uploads.completed-memory",
                    ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
                    "P1D",
                    "How long a repeated CompleteMultipartUpload gets the same answer.");

    public static final ConfigKey<PlanName> BILLING_PLAN =
            ConfigKey.of(
                    "billing.plan",
                    ValueType.word(
                            PlanName.EXPECTED,
                            text -> PlanName.isValid(text)
                                    ? Optional.of(new PlanName(text))
                                    : Optional.empty()),
                    "aws-standard",
                    "The price plan of buckets that have none of their own: `aws-standard`,"
                            + " `wasabi-payg`, `wasabi-reserved`, `backblaze-b2`, `cloudflare-r2`,"
                            + " or one of `billing.plan-dir`.");

    public static final ConfigKey<Path> BILLING_PLAN_DIR =
            ConfigKey.optional(
                    "billing.plan-dir",
                    path(),
                    "Directory of further price plans, `NAME.yaml`, which take the place of shipped"
                            + " ones of the same name. Plans that are put by the admin API are kept"
                            + " there.");

    public static final ConfigKey<Duration> BILLING_HOURS_KEPT =
            ConfigKey.of(
                    "billing.hours-kept",
                    ValueType.duration(Duration.ofDays(1), Duration.ofDays(36_500)),
                    "P400D",
                    "How long the ledger keeps what happened by hours. What is older it keeps by"
                            + " days, as exactly, but periods can then be cut at days only.");

    public static final ConfigKey<Integer> LIFECYCLE_DEFAULT_ABORT_DAYS =
            ConfigKey.of(
                    "lifecycle.default-abort-days",
                    ValueType.integer(0, 36_500, "days"),
                    "0",
                    "New buckets begin with a rule that ends unfinished uploads after so many"
                            + " days; its owner sees and changes it like any other. 0 for no"
                            + " rule.");

    public static final ConfigKey<Duration> LIFECYCLE_DAY =
            ConfigKey.of(
                    "lifecycle.day",
                    ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
                    "P1D",
                    "How long a day of lifecycle rules is, for tests that do not wait: shorter than"
                            + " P1D, an age counts to the second and not to midnight. Headers keep"
                            + " real days.");

    public static final ConfigKey<Optional<Duration>> LIFECYCLE_INTERVAL =
            ConfigKey.of(
                    "lifecycle.interval",
                    ValueType.durationOrOff(Duration.ofSeconds(1), Duration.ofDays(1)),
                    "PT1H",
                    "How often the rules are run, by the clock of the store; never less often than"
                            + " once in `lifecycle.day`. `off`: only when `POST"
                            + " /api/v1/lifecycle/run` or `cairn lifecycle run` says so, for tests.");

    public static final ConfigKey<Boolean> LIFECYCLE_ENFORCE_PLAN =
            ConfigKey.of(
                    "lifecycle.enforce-plan",
                    ValueType.TRUTH,
                    "false",
                    "Whether uploads are aborted when they are as old as the price plan of their"
                            + " bucket takes them for active, as the provider does; shown as the"
                            + " rule `cairn:plan`.");

    public static final ConfigKey<Level> LOG_LEVEL =
            ConfigKey.of(
                    "log.level",
                    ValueType.choice(
                            List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)),
                    "info",
                    "The least level that is logged, on stderr. `debug` logs every request.");

    public static final ConfigKey<LogFormat> LOG_FORMAT =
            ConfigKey.of(
                    "log.format",
                    ValueType.choice(List.of(LogFormat.values())),
                    "text",
                    "A line of text or a JSON object for each event.");

    public static final ConfigKey<AccessLogTarget> LOG_ACCESS =
            ConfigKey.of(
                    "log.access",
                    ValueType.word("off, stderr or a path", AccessLogTarget::parse),
                    "off",
                    "Where a line for each S3 request goes, in the format of S3's server access"
                            + " log; a file is opened anew at SIGHUP.");

    public static final ConfigKey<Integer> HTTP_CONNECTIONS_MAX =
            ConfigKey.of(
                    "http.connections-max",
                    ValueType.integer(1, 1_000_000, "connections"),
                    "4096",
                    "Open connections of the S3 port; one more is answered 503 and closed.");

    public static final ConfigKey<Integer> HTTP_REQUEST_LINE_BYTES_MAX =
            ConfigKey.of(
                    "http.request-line-bytes-max",
                    ValueType.integer(4096, 1 << 20, "bytes"),
                    "16384",
                    "Length of a request line. The key of a presigned URL may need 3 KiB of it.");

    public static final ConfigKey<Integer> HTTP_HEADER_BYTES_MAX =
            ConfigKey.of(
                    "http.header-bytes-max",
                    ValueType.integer(8192, 1 << 20, "bytes"),
                    "32768",
                    "Length of all header fields of a request together.");

    public static final ConfigKey<Integer> HTTP_REQUESTS_MAX =
            ConfigKey.of(
                    "http.requests-max",
                    ValueType.integer(1, 4096, "requests"),
                    "512",
                    "Requests of the S3 port that run at a time, each on a thread of its own;"
                            + " beyond it 503 SlowDown after a wait of 1 s.");

    public static final ConfigKey<Duration> HTTP_IDLE_TIMEOUT =
            ConfigKey.of(
                    "http.idle-timeout",
                    ValueType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    "PT60S",
                    "How long a connection may be open without a request.");

    public static final ConfigKey<Integer> HTTP_RATE_MIN =
            ConfigKey.of(
                    "http.rate-min",
                    ValueType.integer(0, 1 << 30, "bytes per second"),
                    "1024",
                    "The slowest that a client may send or take, over 30 s; a slower sender gets"
                            + " 400 RequestTimeout. 0 allows any.");

    /** Every key, in the order of the documentation. */
    public static final List<ConfigKey<?>> ALL =
            List.of(
                    DATA_DIR,
                    REGION,
                    REGION_STRICT,
                    S3_LISTEN,
                    S3_DOMAINS,
                    ADMIN_LISTEN,
                    ADMIN_METRICS_AUTH,
                    ADMIN_REQUIRE_TLS,
                    TLS_CERTIFICATE,
                    TLS_KEY,
                    TLS_SELF_SIGNED,
                    BUCKETS,
                    INIT_FILE,
                    INIT_DIR,
                    ROOT_ACCESS_KEY,
                    ROOT_ACCESS_KEY_FILE,
                    ROOT_SECRET_KEY,
                    ROOT_SECRET_KEY_FILE,
                    ACCOUNTS,
                    AUTH_SIGV2,
                    DURABILITY,
                    TEST_CLOCK,
                    FAIL_ON_OPEN_UPLOADS,
                    ALLOW_FAULTS,
                    UPLOADS_COMPLETED_MEMORY,
                    BILLING_PLAN,
                    BILLING_PLAN_DIR,
                    BILLING_HOURS_KEPT,
                    LIFECYCLE_DAY,
                    LIFECYCLE_INTERVAL,
                    LIFECYCLE_DEFAULT_ABORT_DAYS,
                    LIFECYCLE_ENFORCE_PLAN,
                    LOG_LEVEL,
                    LOG_FORMAT,
                    LOG_ACCESS,
                    HTTP_CONNECTIONS_MAX,
                    HTTP_REQUEST_LINE_BYTES_MAX,
                    HTTP_HEADER_BYTES_MAX,
                    HTTP_REQUESTS_MAX,
                    HTTP_IDLE_TIMEOUT,
                    HTTP_RATE_MIN);

    private ConfigKeys() {}

    private static ValueType<Path> path() {
        return ValueType.word(
                "a path",
                text -> {
                    try {
                        return Optional.of(Path.of(text)).filter(path -> !text.isEmpty());
                    } catch (InvalidPathException notAPath) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<BucketName> bucket(String text) {
        return BucketName.isValid(text) ? Optional.of(new BucketName(text)) : Optional.empty();
    }

    private static Optional<String> domain(String text) {
        String domain = text.toLowerCase(Locale.ROOT);
        boolean valid = domain.length() <= DOMAIN_LENGTH_MAX && DOMAIN.matcher(domain).matches();
        return valid ? Optional.of(domain) : Optional.empty();
    }
}

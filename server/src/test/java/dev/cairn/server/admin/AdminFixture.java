package dev.cairn.server.admin;

import dev.cairn.billing.Billing;
import dev.cairn.billing.BucketPlans;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.lifecycle.DayScale;
import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.lifecycle.LifecycleReport;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.LifecycleRun;
import dev.cairn.lifecycle.LifecycleRunner;
import dev.cairn.lifecycle.LifecycleSettings;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.lifecycle.RuleActions;
import dev.cairn.lifecycle.RuleFilter;
import dev.cairn.lifecycle.TransitionMinimum;
import dev.cairn.s3.S3Service;
import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.s3.fault.Faults;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API over a real store, without the front end before it. */
public final class AdminFixture implements AutoCloseable {
    public static final String ADMIN_KEY = "ADMIN";
    public static final String ADMIN_SECRET = "admins:secret";
    public static final String USER_KEY = "USER";
    public static final String USER_SECRET = "users-secret";
    public static final String OWNER = "owner-id";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Storage storage;
    private final LifecycleStore rules;
    private final LifecycleRunner runner;
    private final Readiness readiness = new Readiness();
    private final AdminService service;
    private PlanCatalog plans = PlanCatalog.shipped();
    private boolean testClock = true;
    private boolean allowFaults = true;

    public AdminFixture(Path directory, boolean metricsAuth) throws Exception {
        storage =
                Storage.open(
                        new StorageSettings(
                                directory, Durability.OS, Duration.ofDays(1), Duration.ofDays(400)),
                        new Clock(now::get),
                        meters);
        rules = new LifecycleStore(storage, 0);
        runner =
                new LifecycleRunner(
                        storage,
                        rules,
                        new LifecycleSettings(DayScale.REAL, Duration.ofHours(1)),
                        meters);
        service =
                new AdminService(readiness, "text/plain", () -> "cairn_up 1\n", metricsAuth);
    }

    /** The engine's meters. */
    public MeterRegistry meters() {
        return meters;
    }

    /** The service with its whole API, ready; its clock can be moved. */
    public static AdminFixture open(Path directory) throws Exception {
        AdminFixture fixture = new AdminFixture(directory, false);
        fixture.openApi();
        return fixture;
    }

    /** The API again, with another right to move the clock. */
    void allowClock(boolean allowed) {
        testClock = allowed;
        openApi();
    }

    /** The API again, with another right to let requests fail. */
    void allowFaults(boolean allowed) {
        allowFaults = allowed;
        openApi();
    }

    /** The API again, with the plans of a directory. */
    void planDirectory(Path directory) throws Exception {
        plans = PlanCatalog.with(directory);
        openApi();
    }

    /** Runs the rules, as the scheduler would. */
    void runRules() throws IOException {
        LifecycleReport unused = runner.run(new LifecycleRun(null, null, false, false, null));
    }

    void openApi() {
        Accounts accounts =
                new Accounts(
                        List.of(
                                account("admin-id", true, ADMIN_KEY, ADMIN_SECRET),
                                account("user-id", false, USER_KEY, USER_SECRET)));
        ServedStore store =
                new ServedStore(
                        storage,
                        rules,
                        runner,
                        Billing.over(
                                storage,
                                new BucketPlans(
                                        storage,
                                        plans,
                                        new PlanName("aws-standard")),
                                runner::watermark));
        service.open(
                new AdminApi(
                        store, () -> accounts, "us-east-1", now::get, testClock,
                        allowFaults ? faults(accounts) : null));
        readiness.ready();
    }

    private Faults faults(Accounts accounts) {
        S3Settings settings =
                new S3Settings("us-east-1", false, List.of(), 0, SignatureVersion2.PRESIGN);
        S3Service s3 =
                new S3Service(storage, rules, () -> accounts, settings, now::get, log -> {});
        return new Faults(s3.operations(), List.of("localhost"), storage.clock());
    }

    public AdminService service() {
        return service;
    }

    public Storage storage() {
        return storage;
    }

    Readiness readiness() {
        return readiness;
    }

    Instant now() {
        return now.get();
    }

    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    public BucketName bucket(String name) {
        return storage.buckets().create(new BucketName(name), OWNER, "us-east-1").name();
    }

    public void putObject(BucketName bucket, String key, int bytes) throws IOException {
        storage.objects()
                .put(bucket, new ObjectKey(key), newObject(), WriteCondition.NONE, zeros(bytes));
    }

    /** Begins an upload; returns its id. */
    public String begin(BucketName bucket, String key) {
        NewUpload upload =
                new NewUpload(
                        newObject(),
                        new Initiator("user-id", USER_KEY, "192.0.2.7", "boto3"),
                        ChecksumAlgorithm.CRC64NVME,
                        ChecksumType.FULL_OBJECT,
                        false);
        return storage.uploads().create(bucket, new ObjectKey(key), upload).uploadId();
    }

    public void putPart(BucketName bucket, String key, String uploadId, int number, int bytes)
            throws IOException {
        storage.uploads().putPart(bucket, new ObjectKey(key), uploadId, number, zeros(bytes));
    }

    /** Gives a bucket one rule that aborts uploads. */
    public void abortRule(BucketName bucket, String id, String prefix, int days) {
        LifecycleRule rule =
                new LifecycleRule(
                        id, true, RuleFilter.ofPrefix(prefix), RuleActions.abortAfter(days));
        rules.put(
                storage.buckets().get(bucket),
                new LifecycleConfiguration(
                        TransitionMinimum.ALL_STORAGE_CLASSES_128K, List.of(rule)));
    }

    /** A request of the admin account. */
    Reply send(String method, String target) {
        return send(method, target, ADMIN_KEY, ADMIN_SECRET);
    }

    Reply send(String method, String target, String accessKey, String secretKey) {
        return send(method, target, basic(accessKey, secretKey));
    }

    private static Headers basic(String accessKey, String secretKey) {
        String pair = accessKey + ":" + secretKey;
        String encoded =
                Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Headers.builder()
                .add("host", "localhost")
                .add("authorization", "Basic " + encoded)
                .build();
    }

    Reply send(String method, String target, Headers headers) {
        return send(method, target, headers, "");
    }

    /** A request of the admin account with a body. */
    Reply sendBody(String method, String target, String body) {
        return send(method, target, basic(ADMIN_KEY, ADMIN_SECRET), body);
    }

    Reply send(String method, String target, Headers headers, String text) {
        S3Response response =
                service.serve(
                        new RequestHead("00000000000000A1", method, target, headers, "::1", null),
                        new TextBody(text));
        ResponseBody.Bytes body = (ResponseBody.Bytes) response.body();
        return new Reply(
                response.status(),
                response.headers(),
                new String(body.bytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        runner.close();
        storage.close();
    }

    private static Account account(String id, boolean admin, String key, String secret) {
        return new Account(id, id, "", admin, List.of(new AccessKey(key, secret)));
    }

    private static NewObject newObject() {
        return new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, OWNER);
    }

    private static ObjectContent zeros(int length) {
        return new Zeros(length);
    }

    /** What the service answered. */
    record Reply(int status, Headers headers, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String code() {
            return json().path("code").asString();
        }
    }

    private static final class TextBody implements RequestBody {
        private final ByteBuffer text;

        TextBody(String text) {
            this.text = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long length() {
            return text.limit();
        }

        @Override
        public boolean lengthIsAbsent() {
            return text.limit() == 0;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!text.hasRemaining()) {
                return -1;
            }
            int count = Math.min(text.remaining(), target.remaining());
            target.put(text.slice().limit(count));
            text.position(text.position() + count);
            return count;
        }
    }

    private static final class Zeros implements ObjectContent {
        private final int length;
        private int left;

        Zeros(int length) {
            this.length = length;
            this.left = length;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(length);
        }

        @Override
        public int read(ByteBuffer target) {
            if (left == 0) {
                return -1;
            }
            int count = Math.min(left, target.remaining());
            target.put(new byte[count]);
            left -= count;
            return count;
        }

        @Override
        public Digests digests() {
            byte[] all = new byte[length];
            ChecksumDigest checksum = ChecksumDigest.of(ChecksumAlgorithm.CRC64NVME);
            checksum.update(ByteBuffer.wrap(all));
            try {
                byte[] md5 = MessageDigest.getInstance("MD5").digest(all);
                return new Digests(
                        length, md5, Checksum.of(ChecksumAlgorithm.CRC64NVME, checksum.value()));
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}

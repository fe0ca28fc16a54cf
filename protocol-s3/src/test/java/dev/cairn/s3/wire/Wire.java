package dev.cairn.s3.wire;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.S3Service;
import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.s3.fault.Faults;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.StoreUnusableException;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The service over a real store in a temporary folder, and a client of it that signs: everything
 * but sockets.
 */
final class Wire implements AutoCloseable {
    static final Instant SIGNED_AT = Instant.parse("2026-05-04T03:02:01Z");
    static final Account OWNER = account("owner", "AKOWNER");
    static final Account STRANGER = account("stranger", "AKSTRANGER");

    private final Storage storage;
    private final S3Service service;
    /** What was logged last of all, and how much was: a long run of requests is not kept. */
    private final AtomicReference<RequestLog> lastLog = new AtomicReference<>();
    private final AtomicInteger logCount = new AtomicInteger();
    private final Faults faults;
    private Instant storageTime = Instant.parse("2026-05-04T00:00:00.125Z");
    private int bucketCount;

    private Wire(Path directory, S3Settings settings) throws IOException, StoreUnusableException {
        Clock clock = new Clock(() -> storageTime);
        storage = Storage.open(
                new StorageSettings(
                        directory, Durability.OS, Duration.ofDays(1), Duration.ofDays(400)),
                clock);
        Accounts accounts = new Accounts(List.of(OWNER, STRANGER));
        service = new S3Service(storage, () -> accounts, settings, () -> SIGNED_AT, this::log);
        faults = new Faults(service.operations(), settings.domains(), clock);
    }

    static Wire open(Path directory) throws IOException, StoreUnusableException {
        return open(directory, new S3Settings(
                "us-east-1", false, List.of("localhost"), 0, SignatureVersion2.PRESIGN));
    }

    static Wire open(Path directory, S3Settings settings)
            throws IOException, StoreUnusableException {
        return new Wire(directory, settings);
    }

    private static Account account(String name, String key) {
        return new Account(
                name + "-id", name, name + "@example.org", false,
                List.of(new AccessKey(key, "secret of " + name)));
    }

    Storage storage() {
        return storage;
    }

    S3Service service() {
        return service;
    }

    private void log(RequestLog request) {
        lastLog.set(request);
        logCount.incrementAndGet();
    }

    /** None, until a test adds some. */
    Faults faults() {
        return faults;
    }

    /** What was logged last. */
    RequestLog lastLog() {
        return Objects.requireNonNull(lastLog.get(), "nothing was logged");
    }

    int logCount() {
        return logCount.get();
    }

    /** Time passes for the store, not for signatures. */
    void advance(Duration duration) {
        storageTime = storageTime.plus(duration);
    }

    Instant storageTime() {
        return storageTime;
    }

    /** A bucket of the owner's that no other test has. */
    String newBucket() {
        String name = "bucket-" + bucketCount++;
        put("/" + name).send().is(200);
        return name;
    }

    WireRequest get(String target) {
        return request("GET", target);
    }

    WireRequest head(String target) {
        return request("HEAD", target);
    }

    WireRequest put(String target) {
        return request("PUT", target);
    }

    WireRequest post(String target) {
        return request("POST", target);
    }

    WireRequest delete(String target) {
        return request("DELETE", target);
    }

    WireRequest request(String method, String target) {
        return new WireRequest(this, method, target);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}

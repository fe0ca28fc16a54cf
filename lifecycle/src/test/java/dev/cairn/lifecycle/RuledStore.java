package dev.cairn.lifecycle;

import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.StoreUnusableException;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.Versioning;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A real store with a clock that the test moves, and a runner over it. */
final class RuledStore implements AutoCloseable {
    static final BucketName VAULT = new BucketName("vault");
    static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private final Path directory;
    private final AtomicReference<Instant> now;
    private HookedRegistry registry = new HookedRegistry();
    private final LifecycleSettings settings;
    private Storage storage;
    private LifecycleStore configurations;
    private LifecycleRunner runner;

    private RuledStore(Path directory, LifecycleSettings settings, Instant begin)
            throws IOException, StoreUnusableException {
        this.directory = directory;
        this.settings = settings;
        now = new AtomicReference<>(begin);
        storage = openStorage();
        configurations = new LifecycleStore(storage, 0);
        runner = new LifecycleRunner(storage, configurations, settings, registry);
    }

    static RuledStore open(Path directory) throws IOException, StoreUnusableException {
        return open(directory, DayScale.REAL);
    }

    static RuledStore open(Path directory, DayScale scale)
            throws IOException, StoreUnusableException {
        return open(directory, scale, BEGIN);
    }

    static RuledStore open(Path directory, DayScale scale, Instant begin)
            throws IOException, StoreUnusableException {
        RuledStore store =
                new RuledStore(
                        directory.resolve("data"),
                        new LifecycleSettings(scale, Duration.ofHours(1)),
                        begin);
        store.newBucket(VAULT);
        return store;
    }

    void reopen() throws IOException, StoreUnusableException {
        runner.close();
        storage.close();
        storage = openStorage();
        configurations = new LifecycleStore(storage, 0);
        registry = new HookedRegistry();
        runner = new LifecycleRunner(storage, configurations, settings, registry);
    }

    /** Nothing here cuts the power, so nothing waits for the disk. */
    private Storage openStorage() throws IOException, StoreUnusableException {
        return Storage.open(
                StorageSettings.of(directory).with(Durability.OS),
                new Clock(now::get));
    }

    Storage storage() {
        return storage;
    }

    LifecycleRunner runner() {
        return runner;
    }

    HookedRegistry registry() {
        return registry;
    }

    LifecycleStore configurations() {
        return configurations;
    }

    void advance(String duration) {
        now.updateAndGet(instant -> instant.plus(Duration.parse(duration)));
    }

    void moveTo(String instant) {
        moveTo(Instant.parse(instant));
    }

    void moveTo(Instant instant) {
        now.set(instant);
    }

    Bucket newBucket(BucketName name) {
        return storage.buckets().create(name, "owner", "us-east-1");
    }

    void version(Versioning versioning) {
        storage.buckets().setVersioning(VAULT, versioning);
    }

    void rules(LifecycleRule... rules) {
        rules(VAULT, rules);
    }

    void rules(BucketName bucket, LifecycleRule... rules) {
        configurations.put(storage.buckets().get(bucket), TestRules.configuration(rules));
    }

    LifecycleReport run() throws IOException {
        return runner.run(new LifecycleRun(null, null, false, true, null));
    }

    LifecycleReport dryRun(@Nullable LifecycleConfiguration instead) throws IOException {
        return runner.run(new LifecycleRun(VAULT, null, true, false, instead));
    }

    void put(String key, int sizeBytes) throws IOException {
        put(key, sizeBytes, Map.of());
    }

    void put(String key, int sizeBytes, Map<String, String> tags) throws IOException {
        storage.objects()
                .put(
                        VAULT,
                        new ObjectKey(key),
                        newObject(tags),
                        WriteCondition.NONE,
                        new ZeroContent(sizeBytes));
    }

    void tag(String key, Map<String, String> tags) {
        storage.objects().putTags(VAULT, new ObjectKey(key), null, tags);
    }

    void delete(String key) {
        storage.objects().delete(VAULT, new ObjectKey(key), WriteCondition.NONE);
    }

    Upload begin(String key) {
        return begin(VAULT, key);
    }

    Upload begin(BucketName bucket, String key) {
        NewUpload upload =
                new NewUpload(
                        newObject(Map.of()),
                        new Initiator("owner", "AKID", "127.0.0.1", "test"),
                        ChecksumAlgorithm.CRC64NVME,
                        ChecksumType.FULL_OBJECT,
                        false);
        return storage.uploads().create(bucket, new ObjectKey(key), upload);
    }

    void part(Upload upload, int number, int sizeBytes) throws IOException {
        storage.uploads()
                .putPart(
                        VAULT,
                        upload.key(),
                        upload.uploadId(),
                        number,
                        new ZeroContent(sizeBytes));
    }

    List<String> openUploads() {
        return storage.uploads()
                .list(VAULT, new UploadQuery("", null, null, null, 1000))
                .uploads()
                .stream()
                .map(upload -> upload.key().value())
                .toList();
    }

    List<String> keys() {
        return storage.objects()
                .list(VAULT, new ListQuery("", null, null, 1000))
                .objects()
                .stream()
                .map(object -> object.key().value())
                .toList();
    }

    List<ListedVersion> versions() {
        return storage.objects()
                .versions(VAULT, new VersionQuery("", null, null, null, 1000))
                .versions();
    }

    private static NewObject newObject(Map<String, String> tags) {
        return new NewObject(ObjectMetadata.NONE, tags, StorageClass.STANDARD, "owner");
    }

    @Override
    public void close() throws IOException {
        runner.close();
        storage.close();
    }
}

package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.blob.Extent;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.Integrity;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.Versioning;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * A store on a disk that loses power whenever it is closed, with short words for what tests do. What
 * commits leave to the background is done when a test asks for it. Every closing checks what is left.
 */
final class StoreFixture implements AutoCloseable {
    static final BucketName BUCKET = new BucketName("vault");
    static final String OWNER = "owner";
    static final int MIB = 1 << 20;

    /** Rows that a page folds: few, so that there are many pages. */
    private static final int FOLDED = 5;

    private static final Initiator INITIATOR =
            new Initiator(OWNER, "AKID", "127.0.0.1", "test");

    private final Path directory;
    private final PowerCutDisk disk;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private UnaryOperator<Catalog> wrapping = UnaryOperator.identity();
    private Storage storage;

    private StoreFixture(Path directory, long seed) throws IOException, StoreUnusableException {
        this.directory = directory;
        this.disk =
                new PowerCutDisk(directory.resolveSibling("lost+" + directory.getFileName()), seed);
        this.storage = openStorage();
    }

    static StoreFixture openWithBucket(Path directory, long seed)
            throws IOException, StoreUnusableException {
        StoreFixture fixture = new StoreFixture(directory.resolve("data"), seed);
        fixture.storage.buckets().create(BUCKET, OWNER, "us-east-1");
        return fixture;
    }

    static StoreFixture openWithBucket(Path directory) throws IOException, StoreUnusableException {
        return openWithBucket(directory, 1);
    }

    private Storage openStorage() throws IOException, StoreUnusableException {
        StorageSettings settings = StorageSettings.of(directory);
        Clock clock = new Clock(now::get);
        Foundation foundation = new Foundation(disk, wrapping, false);
        return Storage.open(settings, clock, new SimpleMeterRegistry(), foundation);
    }

    Storage storage() {
        return storage;
    }

    PowerCutDisk powerCutDisk() {
        return disk;
    }

    Path directory() {
        return directory;
    }

    void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** The next openings put something in the catalog's place. */
    void wrapCatalog(UnaryOperator<Catalog> with) {
        wrapping = with;
    }

    /** Ends the store, takes the power away, opens what is left, and checks it. */
    void cutPowerAndReopen() throws IOException, StoreUnusableException {
        storage.close();
        disk.cutPower();
        storage = openStorage();
        assertSound();
    }

    void assertSound() throws IOException {
        Integrity integrity = storage.integrity();
        assertThat(integrity.unaccountedBytes()).describedAs("%s", integrity).isZero();
        assertThat(storage.check()).isEmpty();
    }

    /** Unlinks all that nothing holds. */
    void reclaim() throws IOException {
        boolean unused = storage.reclaimer().run();
    }

    ObjectVersion put(String key, byte[] bytes) throws IOException {
        return put(key, bytes, WriteCondition.NONE);
    }

    ObjectVersion put(String key, byte[] bytes, WriteCondition condition) throws IOException {
        return storage.objects()
                .put(BUCKET, new ObjectKey(key), newObject(), condition, TestContent.of(bytes));
    }

    ObjectVersion put(String key, byte[] bytes, StorageClass in) throws IOException {
        return storage.objects()
                .put(
                        BUCKET,
                        new ObjectKey(key),
                        newObject(in),
                        WriteCondition.NONE,
                        TestContent.of(bytes));
    }

    DeletedVersion delete(String key) {
        return delete(key, null);
    }

    /** Deletes a version; with null as a delete that names none. */
    DeletedVersion delete(String key, @Nullable String versionId) {
        return storage.objects()
                .delete(BUCKET, new ObjectKey(key), versionId, WriteCondition.NONE);
    }

    void setVersioning(Versioning versioning) {
        storage.buckets().setVersioning(BUCKET, versioning);
    }

    /** All versions and delete markers, up to a page. */
    List<ListedVersion> versions() {
        return storage.objects()
                .versions(BUCKET, new VersionQuery("", null, null, null, 1000))
                .versions();
    }

    byte[] read(String key, @Nullable String versionId) throws IOException {
        try (ObjectReader reader =
                storage.objects().open(BUCKET, new ObjectKey(key), versionId)) {
            return readAll(reader);
        }
    }

    /** Does what the background would do, until nothing is left to do. */
    void awaitQuiet() throws IOException {
        new Purge(
                storage.rocks(),
                storage.buckets()::removeName,
                storage.clock(),
                storage.reclaimer())
                .run();
        reclaim();
    }

    /** Forgets the receipts that are due. */
    void expireReceipts() {
        new Expiry(storage.rocks(), storage.clock()).run();
    }

    /** Makes days of the ledger's hours that are older than this. */
    void foldHours(Duration kept) {
        boolean left = true;
        while (left) {
            left = foldSomeHours(kept);
        }
    }

    /** Some pages of it; whether more is left. */
    boolean foldSomeHours(Duration kept) {
        return new LedgerFolding(storage.rocks(), storage.clock(), kept, FOLDED).run();
    }

    static NewObject newObject() {
        return newObject(StorageClass.STANDARD);
    }

    static NewObject newObject(StorageClass in) {
        ObjectMetadata metadata =
                new ObjectMetadata(
                        Map.of("content-type", "text/plain"), Map.of("colour", "blue"));
        return new NewObject(metadata, Map.of("team", "a"), in, OWNER);
    }

    Upload begin(String key) {
        return begin(key, ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT, false);
    }

    Upload begin(
            String key, ChecksumAlgorithm algorithm, ChecksumType type, boolean declared) {
        return begin(key, new NewUpload(newObject(), INITIATOR, algorithm, type, declared));
    }

    Upload begin(String key, StorageClass in) {
        return begin(
                key,
                new NewUpload(
                        newObject(in),
                        INITIATOR,
                        ChecksumAlgorithm.CRC64NVME,
                        ChecksumType.FULL_OBJECT,
                        false));
    }

    private Upload begin(String key, NewUpload upload) {
        return storage.uploads().create(BUCKET, new ObjectKey(key), upload);
    }

    Part putPart(Upload upload, int number, byte[] bytes) throws IOException {
        return storage.uploads()
                .putPart(
                        BUCKET,
                        upload.key(),
                        upload.uploadId(),
                        number,
                        new TestContent(bytes, upload.begun().algorithm()));
    }

    Part putPartOfUnknownLength(Upload upload, int number, byte[] bytes) throws IOException {
        TestContent content = new TestContent(bytes, upload.begun().algorithm());
        return storage.uploads()
                .putPart(
                        BUCKET,
                        upload.key(),
                        upload.uploadId(),
                        number,
                        content.ofUnknownLength());
    }

    ObjectVersion complete(Upload upload, Part... parts) {
        return storage.uploads()
                .complete(BUCKET, upload.key(), upload.uploadId(), list(parts));
    }

    static CompleteUpload list(Part... parts) {
        List<NamedPart> named =
                Arrays.stream(parts)
                        .map(part -> new NamedPart(part.number(), part.etag(), null))
                        .toList();
        byte[] digest = TestContent.digest(named.toString());
        return new CompleteUpload(named, WriteCondition.NONE, null, null, digest);
    }

    byte[] read(String key) throws IOException {
        return read(key, null);
    }

    static byte[] readAll(ObjectReader reader) throws IOException {
        return readRange(reader, 0, reader.version().sizeBytes());
    }

    static byte[] readRange(ObjectReader reader, long offset, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        ExtentCursor extents = reader.extents(offset, length);
        while (true) {
            try (Extent extent = extents.next()) {
                if (extent == null) {
                    break;
                }
                bytes.limit(bytes.position() + (int) extent.length());
                extent.readFully(bytes, 0);
            }
        }
        assertThat(bytes.position()).isEqualTo((int) length);
        return bytes.array();
    }

    static Refusal refusalOf(Callable<?> call) {
        StorageException refused =
                Assertions.catchThrowableOfType(StorageException.class, call::call);
        assertThat(refused).describedAs("a refusal").isNotNull();
        return refused.refusal();
    }

    @Override
    public void close() throws IOException, StoreUnusableException {
        cutPowerAndReopen();
        storage.close();
    }
}

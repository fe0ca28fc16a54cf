package dev.cairn.storage;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.BlobNumbers;
import dev.cairn.storage.blob.FileBlobStore;
import dev.cairn.storage.catalog.BlobPublisher;
import dev.cairn.storage.catalog.BucketRow;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.DropOutcome;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.SpaceRow;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.io.Disk;
import dev.cairn.storage.io.SystemDisk;
import dev.cairn.storage.model.Finding;
import dev.cairn.storage.model.Integrity;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.time.Clock;
import dev.cairn.storage.time.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An open store: the stores of buckets, objects and uploads over one data directory. */
public final class Storage implements Closeable {
    private final Disk disk;
    private final DataDirectory directory;
    private final RocksCatalog rocks;
    private final FileBlobStore blobs;
    private final Engine engine;
    private final BucketStore buckets;
    private final DocumentStore documents;
    private final ObjectStore objects;
    private final UploadStore uploads;
    private final RuleStore rules;
    private final JobStore jobs;
    private final LedgerStore ledger;
    private final Reclaimer reclaimer;
    private final Inventory inventory;
    private final Background background;
    private final MovableClock movableClock;

    private Storage(
            Foundation foundation,
            DataDirectory directory,
            StorageSettings settings,
            Clock clock,
            StorageMeters meters)
            throws IOException {
        this.disk = foundation.disk();
        this.directory = directory;
        Publisher publisher = new Publisher();
        boolean sync = settings.durability() == Durability.SYNC;
        rocks = new RocksCatalog(directory.catalog(), sync, clock, publisher, meters);
        BlobNumbers numbers = rocks.blobNumbers();
        blobs = new FileBlobStore(disk, directory.blobs(), directory.storeId(), numbers);
        publisher.connect(blobs, numbers);

        Catalog catalog = foundation.catalog().apply(rocks);
        Spaces spaces = new Spaces(catalog);
        Underway underway = new Underway(clock);
        Pins pins = new Pins();
        RandomGenerator random = new SecureRandom();
        engine =
                new Engine(
                        catalog,
                        blobs,
                        spaces,
                        new Rounds(catalog, spaces, new Turns(), underway),
                        new Receiver(blobs),
                        pins,
                        new Closings(),
                        rocks::nextSequence,
                        clock,
                        random,
                        settings,
                        meters,
                        random.nextLong() | 1);
        buckets = new BucketStore(engine, rocks);
        documents = new DocumentStore(engine);
        objects = new ObjectStore(engine);
        uploads = new UploadStore(engine);
        ledger = new LedgerStore(catalog, rocks, underway);
        rules = new RuleStore(engine, uploads, ledger);
        jobs = new JobStore(rocks);
        reclaimer = new Reclaimer(rocks, blobs, pins, meters);
        inventory = new Inventory(disk, settings.directory(), rocks, numbers, clock);
        background =
                new Background(
                        new Purge(rocks, buckets::removeName, clock, reclaimer),
                        reclaimer,
                        new Expiry(rocks, clock),
                        new LedgerFolding(rocks, clock, settings.hoursKept()));
        meters.onQueued(background::wake);
        movableClock = new MovableClock(clock, rocks::keepClockSetting, background::wake);
    }

    /**
     * Loads the native library that {@link #open} needs and loads by itself: for a start that has
     * another processor for it.
     *
     * @throws IOException as {@link #open} will
     */
    public static void preload() throws IOException {
        RocksCatalog.preload();
    }

    /**
     * Opens the store, creating it where the directory is empty, and recovers what a crash left.
     *
     * @throws StoreUnusableException when another process has it open or it is damaged
     */
    public static Storage open(StorageSettings settings, Clock clock)
            throws IOException, StoreUnusableException {
        return open(settings, clock, new SimpleMeterRegistry());
    }

    /** Opens the store with its meters in a registry. */
    public static Storage open(StorageSettings settings, Clock clock, MeterRegistry registry)
            throws IOException, StoreUnusableException {
        Disk disk = new SystemDisk(settings.durability() == Durability.SYNC);
        Foundation foundation = new Foundation(disk, UnaryOperator.identity(), true);
        return open(settings, clock, registry, foundation);
    }

    /** Opens the store on another foundation. */
    static Storage open(
            StorageSettings settings,
            Clock clock,
            MeterRegistry registry,
            Foundation foundation)
            throws IOException, StoreUnusableException {
        DataDirectory directory;
        try {
            directory =
                    DataDirectory.open(foundation.disk(), settings.directory(), new SecureRandom());
        } catch (AccessDeniedException denied) {
            throw new StoreUnusableException(
                    StoreUnusableException.Reason.UNAVAILABLE,
                    "no access to the data directory for the user %s: %s"
                            .formatted(System.getProperty("user.name"), denied.getMessage()),
                    denied);
        }
        StorageMeters meters = new StorageMeters(registry);
        Storage storage = null;
        try {
            storage = new Storage(foundation, directory, settings, clock, meters);
            storage.recover();
            if (foundation.background()) {
                storage.background.start();
            }
            return storage;
        } catch (IOException failed) {
            close(storage, directory);
            throw unusable(StoreUnusableException.Reason.UNAVAILABLE, failed);
        } catch (RuntimeException | Error failed) {
            close(storage, directory);
            throw unusable(StoreUnusableException.Reason.DAMAGED, failed);
        }
    }

    private static StoreUnusableException unusable(
            StoreUnusableException.Reason reason, Throwable failed) {
        return new StoreUnusableException(
                reason, "the store does not open: " + failed.getMessage(), failed);
    }

    private static void close(@Nullable Storage storage, DataDirectory directory)
            throws IOException {
        if (storage != null) {
            storage.close();
        } else {
            directory.close();
        }
    }

    public BucketStore buckets() {
        return buckets;
    }

    public DocumentStore documents() {
        return documents;
    }

    public ObjectStore objects() {
        return objects;
    }

    public UploadStore uploads() {
        return uploads;
    }

    /** What lifecycle rules do. */
    public RuleStore rules() {
        return rules;
    }

    /** How many bytes there were, and for how long. */
    public LedgerStore ledger() {
        return ledger;
    }

    /** What background jobs keep. */
    public JobStore jobs() {
        return jobs;
    }

    /**
     * Unlinks what nothing holds any more, now and not soon.
     *
     * @return whether something is left because a reader holds it
     */
    public boolean reclaim() throws IOException {
        return reclaimer.run();
    }

    public Clock clock() {
        return engine.clock();
    }

    /** What time it is by that clock. */
    public Instant now() {
        return clock().now();
    }

    /** The hands of the clock, for tests; moving it is durable. */
    public MovableClock movableClock() {
        return movableClock;
    }

    /** Totals of the whole store. */
    public Usage usage() {
        return rocks.look(
                now -> new Usage(
                        now.sum(Total.CURRENT).bytes(),
                        now.sum(Total.NONCURRENT).bytes(),
                        now.sum(Total.UPLOAD_OPEN).bytes(),
                        now.get(SystemRows.SYSTEM, Total.DISCARDED).bytes(),
                        now.sum(Total.CURRENT).count(),
                        now.sum(Total.UPLOAD_OPEN).count(),
                        now.sum(Total.PARTS_OPEN).count()));
    }

    /** Bytes of bodies that are arriving now, and of files whose commit is under way. */
    public long inFlightBytes() {
        return blobs.inFlightBytes();
    }

    /** Why the store does not write any more; null while it does. */
    public @Nullable String writesStopped() {
        return rocks.stopped();
    }

    /** Measures the disk and compares; takes as long as a walk over the files. */
    public Integrity integrity() throws IOException {
        return reclaimer.pause(inventory::take);
    }

    /**
     * Compares all rows, files and totals with each other; empty when all is well. For a store in
     * which nothing is being written.
     */
    public List<Finding> check() throws IOException {
        return reclaimer.pause(() -> new StoreCheck(disk, directory.blobs(), rocks).run());
    }

    /** Waits until commits under way have ended, then releases files and the lock. */
    @Override
    public void close() throws IOException {
        background.close();
        rocks.close();
        blobs.close();
        directory.close();
    }

    RocksCatalog rocks() {
        return rocks;
    }

    Reclaimer reclaimer() {
        return reclaimer;
    }

    /** Every step can be repeated, so that a crash in the middle needs no care of its own. */
    private void recover() throws IOException {
        rocks.start();
        reclaimer.finishBegunPage();
        List<BlobId> doubtful = rocks.doubtfulBlobs();
        // A file unlinked just before the crash must not come back once its number is forgotten.
        blobs.syncNames(doubtful);
        blobs.lengths(doubtful).forEach(rocks::adoptOrphan);
        dropSpacesWithoutName();
        new LedgerOpening(rocks, engine.clock()).run();
    }

    /** A CreateBucket that did not come to its second step leaves a space that nobody names. */
    private void dropSpacesWithoutName() {
        try (RowScan rows = rocks.scan(SystemRows.spaces())) {
            while (rows.next()) {
                long space = SystemRows.spaceId(rows.key());
                SpaceRow row = SpaceRow.decode(rows.value());
                byte[] named = rocks.get(SystemRows.bucket(row.name()));
                if (row.live()
                        && (named == null || BucketRow.decode(named).space() != space)) {
                    DropOutcome unused = rocks.dropSpaceIfEmpty(space).join();
                }
            }
        }
    }

    /** Stands between committer and blob store, which need each other. */
    private static final class Publisher implements BlobPublisher {
        private @Nullable FileBlobStore store;
        private @Nullable BlobNumbers numbers;

        void connect(FileBlobStore blobStore, BlobNumbers blobNumbers) {
            store = blobStore;
            numbers = blobNumbers;
        }

        @Override
        public void syncNames(Collection<BlobId> blobIds) throws IOException {
            if (store != null) {
                store.syncNames(blobIds);
            }
        }

        @Override
        public void settled(BlobId blob) {
            if (numbers != null) {
                numbers.settle(blob);
            }
        }
    }
}

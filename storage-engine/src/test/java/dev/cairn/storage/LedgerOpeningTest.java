package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.catalog.BlobPublisher;
import dev.cairn.storage.catalog.CommitObserver;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.io.SystemDisk;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.time.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger of stores that were there before it. */
final class LedgerOpeningTest {
    /**
     * A store of the last version without a ledger. Bucket vault: plain (1,500 bytes; noncurrent
     * 2,000 in STANDARD_IA and 1,000), cold (7,000 in GLACIER), parts (3,000, an upload), hidden
     * (500, behind a delete marker); uploads open since February 2nd 09:30 (4,000 bytes then, 700
     * at 10:15 on the 3rd) and, in GLACIER, since 10:15 on the 3rd (900). Bucket gone: dropped with
     * an open upload.
     */
    private static final String STORE = "/store-without-ledger.zip";

    private static final Instant OPENED = Instant.parse("2026-02-04T12:00:00Z");
    private static final BucketName VAULT = new BucketName("vault");

    @TempDir
    Path directory;

    @Test
    void storeWithoutLedger_countsFromItsFirstOpen() throws Exception {
        unpack();
        try (Storage storage = open(OPENED)) {
            assertThat(storage.ledger().since()).isEqualTo(OPENED);
            long space = storage.buckets().get(VAULT).id();
            Instant created = storage.buckets().get(VAULT).created();
            assertThat(storage.ledger().buckets(null, 10))
                    .containsExactly(LedgerBucket.living(space, VAULT, "owner", created));
            LedgerReading ledger = LedgerReading.of(storage, space);
            assertThat(ledger.sums()).allMatch(row -> row.start().equals(OPENED));
            assertThat(bytes(ledger, StorageClass.STANDARD, ByteClass.CURRENT)).isEqualTo(4500);
            assertThat(bytes(ledger, StorageClass.GLACIER, ByteClass.CURRENT)).isEqualTo(7000);
            assertThat(bytes(ledger, StorageClass.STANDARD, ByteClass.NONCURRENT))
                    .isEqualTo(1500);
            assertThat(bytes(ledger, StorageClass.STANDARD_IA, ByteClass.NONCURRENT))
                    .isEqualTo(2000);
            assertThat(bytes(ledger, StorageClass.STANDARD, ByteClass.UPLOAD_OPEN))
                    .isEqualTo(4700);
            assertThat(bytes(ledger, StorageClass.GLACIER, ByteClass.UPLOAD_OPEN))
                    .isEqualTo(900);
            assertThat(storage.check()).isEmpty();
        }
        try (Storage storage = open(OPENED.plus(Duration.ofDays(1)))) {
            assertThat(storage.ledger().since()).isEqualTo(OPENED);
            assertThat(storage.check()).isEmpty();
        }
    }

    @Test
    void storeOfAnOlderFormat_getsTheNumberOfThisOne() throws Exception {
        unpack();
        Path format = directory.resolve("old").resolve("FORMAT");
        String before = Files.readString(format);
        assertThat(before).startsWith("cairn 1 ");
        open(OPENED).close();
        String after = Files.readString(format);
        assertThat(after).startsWith("cairn 2 " + before.substring(8, 41));
        open(OPENED).close();
        assertThat(format).hasContent(after);
    }

    @Test
    void halfAFileOfACrashWhileTheFormatWasRaised_isReplaced() throws Exception {
        unpack();
        Path format = directory.resolve("old").resolve("FORMAT");
        Path half = directory.resolve("old").resolve("FORMAT.new");
        Files.writeString(half, "cairn 2 01");
        try (Storage storage = open(OPENED)) {
            assertThat(Files.readString(format)).startsWith("cairn 2 ");
            assertThat(half).doesNotExist();
            assertThat(storage.integrity().unaccountedBytes()).isZero();
        }
    }

    @Test
    void partsOfOpenUploads_areAsOldAsTheyAre() throws Exception {
        unpack();
        try (Storage storage = open(OPENED)) {
            long space = storage.buckets().get(VAULT).id();
            LedgerReading ledger = LedgerReading.of(storage, space);
            assertThat(ledger.cohorts())
                    .extracting(CohortCell::event)
                    .containsOnly(CohortEvent.LANDED);
            // The first upload is too old for a plan of two days at 09:30 on the 4th.
            Instant from = Instant.parse("2026-02-04T00:00:00Z");
            Instant to = Instant.parse("2026-02-05T00:00:00Z");
            long half = LedgerUnit.HOUR.millis() / 2;
            assertThat(ledger.bytes().active(2, from, to))
                    .isEqualTo(BigInteger.valueOf(4700 * 19 * half + 900 * 48 * half));
        }
    }

    @Test
    void bucketDroppedBefore_isNeverInTheLedger() throws Exception {
        unpack();
        try (Storage storage = open(OPENED)) {
            assertThat(storage.ledger().complete()).isEqualTo(OPENED);
            new Purge(
                    storage.rocks(),
                    storage.buckets()::removeName,
                    storage.clock(),
                    storage.reclaimer())
                    .run();
            assertThat(storage.ledger().named(new BucketName("gone"))).isEmpty();
            assertThat(storage.check()).isEmpty();
        }
    }

    /** Rules of old were due before the ledger began, which knows of nothing before that. */
    @Test
    void ruleDueBeforeTheBeginning_countsFromTheBeginning() throws Exception {
        unpack();
        try (Storage storage = open(OPENED)) {
            Instant due = Instant.parse("2026-02-03T00:00:00Z");
            UploadQuery all = new UploadQuery("", null, null, null, 10);
            for (Upload upload : storage.uploads().list(VAULT, all).uploads()) {
                assertThat(
                        storage.rules()
                                .abort(
                                        storage.buckets().get(VAULT),
                                        upload.key(),
                                        upload.uploadId(),
                                        lastPartAt -> true,
                                        due))
                        .isPresent();
            }
            LedgerReading ledger =
                    LedgerReading.of(storage, storage.buckets().get(VAULT).id());
            assertThat(ledger.sums()).allMatch(row -> row.start().equals(OPENED));
            assertThat(
                    ledger.sums()
                            .stream()
                            .filter(row -> row.byteClass() == ByteClass.UPLOAD_OPEN)
                            .map(ClassSum::bytes))
                    .allMatch(sum -> sum.delta().signum() == 0 && sum.moment().signum() == 0);
        }
    }

    /** The store is closed behind each page, as a crash would do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void openingInPages_isTheSameAsAtOnce(int rowsMax) throws Exception {
        unpack();
        int pages = 1;
        while (openPage(rowsMax)) {
            pages++;
        }
        assertThat(pages).isGreaterThanOrEqualTo(10 / rowsMax);
        LedgerReading inPages;
        try (Storage storage = open(OPENED.plus(Duration.ofHours(3)))) {
            assertThat(storage.ledger().since()).isEqualTo(OPENED);
            assertThat(storage.ledger().buckets(null, 10)).hasSize(1);
            assertThat(storage.check()).isEmpty();
            inPages = LedgerReading.of(storage, storage.buckets().get(VAULT).id());
        }
        directory = directory.resolve("again");
        unpack();
        try (Storage storage = open(OPENED)) {
            long space = storage.buckets().get(VAULT).id();
            assertThat(inPages).isEqualTo(LedgerReading.of(storage, space));
        }
    }

    /** Opens the catalog alone and takes up one page; false when nothing is left. */
    private boolean openPage(int rowsMax) throws IOException {
        Clock clock = new Clock(() -> OPENED);
        Path place = directory.resolve("old").resolve("catalog");
        try (RocksCatalog catalog =
                new RocksCatalog(place, true, clock, new NoBlobs(), CommitObserver.NONE)) {
            catalog.start();
            if (catalog.ledger().since() == null) {
                catalog.ledger().begin(OPENED);
            }
            return new LedgerOpening(catalog, clock, rowsMax).step();
        }
    }

    /** The pages publish none. */
    private static final class NoBlobs implements BlobPublisher {
        @Override
        public void syncNames(Collection<BlobId> blobs) {
            assertThat(blobs).isEmpty();
        }

        @Override
        public void settled(BlobId blob) {
            throw new AssertionError(blob.toString());
        }
    }

    private static long bytes(LedgerReading ledger, StorageClass in, ByteClass byteClass) {
        return ledger.sums()
                .stream()
                .filter(row -> row.storageClass() == in && row.byteClass() == byteClass)
                .mapToLong(row -> row.bytes().delta().longValueExact())
                .sum();
    }

    private Storage open(Instant now) throws IOException, StoreUnusableException {
        Foundation foundation =
                new Foundation(new SystemDisk(true), UnaryOperator.identity(), false);
        return Storage.open(
                StorageSettings.of(directory.resolve("old")),
                new Clock(() -> now),
                new SimpleMeterRegistry(),
                foundation);
    }

    private void unpack() throws IOException {
        try (InputStream packed =
                Objects.requireNonNull(getClass().getResourceAsStream(STORE), STORE);
                ZipInputStream files = new ZipInputStream(packed)) {
            ZipEntry file;
            while ((file = files.getNextEntry()) != null) {
                Path target = directory.resolve("old").resolve(file.getName());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(files, target);
            }
        }
    }
}

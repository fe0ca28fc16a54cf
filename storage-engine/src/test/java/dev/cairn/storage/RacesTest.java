package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.OWNER;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartChoice;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test named after each race that the storage format speaks of. */
final class RacesTest {
    private static final byte[] BYTES = TestContent.random(1, 10_000);
    private static final byte[] OTHER = TestContent.random(2, 20_000);

    @TempDir
    Path directory;
    private final AtomicReference<@Nullable InterposedCatalog> catalog = new AtomicReference<>();

    private StoreFixture open() throws Exception {
        StoreFixture store = StoreFixture.openWithBucket(directory);
        store.wrapCatalog(
                real -> {
                    InterposedCatalog interposed = new InterposedCatalog(real);
                    catalog.set(interposed);
                    return interposed;
                });
        store.cutPowerAndReopen();
        return store;
    }

    private void beforeCommits(int count, Callable<?> action) {
        Objects.requireNonNull(catalog.get()).beforeCommits(count, () -> call(action));
    }

    private static void call(Callable<?> action) {
        try {
            Object unused = action.call();
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void partAgainstComplete_completeLandsFirst_partIsRefusedAndLeavesNothing() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            beforeCommits(1, () -> store.complete(upload, part));
            assertThat(refusalOf(() -> store.putPart(upload, 2, OTHER)))
                    .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.assertSound();
        }
    }

    @Test
    void partAgainstComplete_partLandsFirst_itIsNotOrphaned() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            beforeCommits(1, () -> store.putPart(upload, 2, OTHER));
            store.complete(upload, part);
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void partAgainstComplete_samePartReplaced_isInvalidPart() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            beforeCommits(1, () -> store.putPart(upload, 1, OTHER));
            assertThat(refusalOf(() -> store.complete(upload, part)))
                    .isInstanceOf(Refusal.InvalidPart.class);
            store.assertSound();
        }
    }

    @Test
    void partAgainstComplete_manyPartsInBetween_completeHoldsThemBack() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            int[] number = {1};
            beforeCommits(3, () -> store.putPart(upload, ++number[0], OTHER));
            store.complete(upload, part);
            assertThat(number[0]).isEqualTo(4);
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void partAgainstClosing_waitsForTheOutcome() throws Exception {
        try (StoreFixture store = open();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            int[] number = {1};
            List<Future<Part>> late = new ArrayList<>();
            // Commits of Complete: three refused ones, the mark, the one that ends it. The part that
            // comes before the last finds the mark and has to wait for what becomes of it.
            beforeCommits(
                    5,
                    () -> {
                        if (++number[0] <= 4) {
                            return store.putPart(upload, number[0], OTHER);
                        }
                        // The mark itself: a part begun now could still land before it.
                        return number[0] == 5
                                || late.add(
                                        executor.submit(() -> store.putPart(upload, 9, OTHER)));
                    });
            store.complete(upload, part);
            assertThat(late).hasSize(1);
            for (Future<Part> future : late) {
                assertThat(refusalOf(() -> joined(future)))
                        .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));
            }
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void partAgainstCompleteOfAll_partLandsFirst_itIsInTheObject() throws Exception {
        byte[] large = TestContent.random(3, (int) Part.BYTES_MIN);
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, large);
            beforeCommits(1, () -> store.putPart(upload, 2, OTHER));
            ObjectVersion version = completeAll(store, upload, false);
            assertThat(version.partCount()).isEqualTo(2);
            assertThat(store.read("a")).startsWith(large).endsWith(OTHER)
                    .hasSize(large.length + OTHER.length);
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void partAgainstCompleteOfAll_partBehindAGapLandsFirst_nothingHappens() throws Exception {
        byte[] large = TestContent.random(3, (int) Part.BYTES_MIN);
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, large);
            beforeCommits(1, () -> store.putPart(upload, 4, OTHER));
            assertThat(refusalOf(() -> completeAll(store, upload, false)))
                    .isEqualTo(
                            new Refusal.UploadHasGaps(upload.uploadId(), 4, List.of("2-3")));
            assertThat(store.storage().usage().partCount()).isEqualTo(2);
            assertThat(completeAll(store, upload, true).partCount()).isEqualTo(2);
            store.assertSound();
        }
    }

    @Test
    void partAgainstCompleteOfAll_completeLandsFirst_partIsRefused() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, BYTES);
            beforeCommits(1, () -> completeAll(store, upload, false));
            assertThat(refusalOf(() -> store.putPart(upload, 2, OTHER)))
                    .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.assertSound();
        }
    }

    private static ObjectVersion completeAll(
            StoreFixture store, Upload upload, boolean gapsAllowed) {
        return store.storage()
                .uploads()
                .complete(
                        BUCKET,
                        upload.key(),
                        upload.uploadId(),
                        new CompleteUpload(
                                new PartChoice.AllThere(gapsAllowed),
                                WriteCondition.NONE,
                                null,
                                null));
    }

    @Test
    void partAgainstAbort_partLandsFirst_itGoesWithTheUpload() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, BYTES);
            beforeCommits(4, () -> store.putPart(upload, 2, OTHER));
            store.storage().uploads().abort(BUCKET, upload.key(), upload.uploadId());
            store.reclaim();
            assertThat(store.storage().usage().uploadOpenBytes()).isZero();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void partAgainstAbort_abortLandsFirst_partIsRefused() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            beforeCommits(1, () -> abort(store, upload));
            assertThat(refusalOf(() -> store.putPart(upload, 1, BYTES)))
                    .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));
            assertThat(store.storage().inFlightBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void completeAgainstComplete_bothGetTheSameVersion() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            List<ObjectVersion> first = new ArrayList<>();
            beforeCommits(1, () -> first.add(store.complete(upload, part)));
            ObjectVersion second = store.complete(upload, part);
            assertThat(first).containsExactly(second);
            assertThat(store.storage().usage().objectCount()).isEqualTo(1);
            store.assertSound();
        }
    }

    @Test
    void completeAgainstAbort_theFirstOneWins() throws Exception {
        try (StoreFixture store = open()) {
            Upload aborted = store.begin("a");
            Part part = store.putPart(aborted, 1, BYTES);
            beforeCommits(1, () -> abort(store, aborted));
            assertThat(refusalOf(() -> store.complete(aborted, part)))
                    .isEqualTo(new Refusal.NoSuchUpload(aborted.uploadId()));

            Upload completed = store.begin("b");
            Part other = store.putPart(completed, 1, BYTES);
            beforeCommits(1, () -> store.complete(completed, other));
            assertThat(refusalOf(() -> abort(store, completed)))
                    .isEqualTo(new Refusal.NoSuchUpload(completed.uploadId()));
            assertThat(store.read("b")).isEqualTo(BYTES);
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void completeAgainstPut_theOverwrittenVersionIsDiscarded() throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            beforeCommits(1, () -> store.put("a", OTHER));
            store.complete(upload, part);
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.reclaim();
            assertThat(store.storage().usage().currentBytes()).isEqualTo(BYTES.length);
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void putAgainstPut_neverRefusedForEver() throws Exception {
        try (StoreFixture store = open()) {
            int[] others = {0};
            beforeCommits(3, () -> store.put("a", new byte[++others[0]]));
            store.put("a", BYTES);
            assertThat(others[0]).isEqualTo(3);
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void deleteAgainstPut_deletesWhatIsThere() throws Exception {
        try (StoreFixture store = open()) {
            store.put("a", BYTES);
            beforeCommits(1, () -> store.put("a", OTHER));
            store.storage().objects().delete(BUCKET, new ObjectKey("a"), WriteCondition.NONE);
            assertThat(refusalOf(() -> store.read("a"))).isInstanceOf(Refusal.NoSuchKey.class);
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void deleteBucketAgainstPut_putLandsFirst_bucketIsNotEmpty() throws Exception {
        try (StoreFixture store = open()) {
            beforeCommits(1, () -> store.put("a", BYTES));
            assertThat(refusalOf(() -> deleteBucket(store)))
                    .isEqualTo(new Refusal.BucketNotEmpty(BUCKET));
            assertThat(store.read("a")).isEqualTo(BYTES);
        }
    }

    @Test
    void deleteBucketAgainstPut_bucketGoesFirst_putIsRefusedAndLeavesNothing() throws Exception {
        try (StoreFixture store = open()) {
            beforeCommits(1, () -> deleteBucket(store));
            assertThat(refusalOf(() -> store.put("a", BYTES)))
                    .isEqualTo(new Refusal.NoSuchBucket(BUCKET));
            assertThat(store.storage().inFlightBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void bucketDeletedAndMadeAnew_seesNothingOfTheOldOne() throws Exception {
        try (StoreFixture store = open()) {
            Upload old = store.begin("a");
            store.putPart(old, 1, BYTES);
            deleteBucket(store);
            store.storage().buckets().create(BUCKET, OWNER, "eu-west-1");
            assertThat(refusalOf(() -> store.putPart(old, 2, OTHER)))
                    .isEqualTo(new Refusal.NoSuchUpload(old.uploadId()));
            assertThat(store.storage().usage().uploadOpenBytes()).isZero();
            store.awaitQuiet();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void putUnderABucketMadeAnew_landsInTheNewOne() throws Exception {
        try (StoreFixture store = open()) {
            beforeCommits(
                    1,
                    () -> {
                        deleteBucket(store);
                        return store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
                    });
            store.put("a", BYTES);
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.awaitQuiet();
            store.assertSound();
        }
    }

    @Test
    void createBucketAgainstCreateBucket_oneIsMade() throws Exception {
        try (StoreFixture store = open()) {
            BucketName name =
                    new BucketName("other");
            beforeCommits(1, () -> store.storage().buckets().create(name, "b", "us-east-1"));
            assertThat(refusalOf(() -> store.storage().buckets().create(name, "a", "us-east-1")))
                    .isEqualTo(new Refusal.BucketAlreadyExists(name));
            assertThat(store.storage().buckets().get(name).owner()).isEqualTo("b");
            store.awaitQuiet();
            store.assertSound();
        }
    }

    @Test
    void conditionalPuts64InOneGroup_haveOneWinner() throws Exception {
        int count = 64;
        try (StoreFixture store = open();
                ExecutorService executor = Executors.newFixedThreadPool(count)) {
            CountDownLatch committing = new CountDownLatch(count);
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Boolean> held =
                    CompletableFuture.supplyAsync(
                            () -> store.storage().rocks().look(totals -> awaited(release)));
            List<Future<Boolean>> puts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] bytes = TestContent.random(i, 100 + i);
                puts.add(
                        executor.submit(
                                () -> {
                                    committing.countDown();
                                    return wins(store, bytes);
                                }));
            }
            committing.await();
            release.countDown();
            int winners = 0;
            for (Future<Boolean> put : puts) {
                winners += put.get() ? 1 : 0;
            }
            assertThat(held.get()).isTrue();
            assertThat(winners).isEqualTo(1);
            assertThat(store.storage().usage().objectCount()).isEqualTo(1);
            store.assertSound();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unknownOutcomeOfPut_turnsOutEitherWayAndLosesNothing(boolean happens) throws Exception {
        try (StoreFixture store = open()) {
            store.put("a", OTHER);
            nextIsUnknown(happens);
            assertThat(refusalOf(() -> store.put("a", BYTES)))
                    .isEqualTo(new Refusal.OutcomeUnknown());
            store.cutPowerAndReopen();
            assertThat(store.read("a")).isEqualTo(happens ? BYTES : OTHER);
            store.awaitQuiet();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unknownOutcomeOfComplete_canBeRepeated(boolean happens) throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            nextIsUnknown(happens);
            assertThat(refusalOf(() -> store.complete(upload, part)))
                    .isEqualTo(new Refusal.OutcomeUnknown());
            store.cutPowerAndReopen();
            store.complete(upload, part);
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.assertSound();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unknownOutcomeOfPart_keepsTheBytesUntilTheStoreIsReopened(boolean happens)
            throws Exception {
        try (StoreFixture store = open()) {
            Upload upload = store.begin("a");
            nextIsUnknown(happens);
            assertThat(refusalOf(() -> store.putPart(upload, 1, BYTES)))
                    .isEqualTo(new Refusal.OutcomeUnknown());
            store.cutPowerAndReopen();
            store.awaitQuiet();
            assertThat(store.storage().usage().uploadOpenBytes())
                    .isEqualTo(happens ? BYTES.length : 0);
            store.assertSound();
        }
    }

    private void nextIsUnknown(boolean happens) {
        Objects.requireNonNull(catalog.get()).nextIsUnknown(happens);
    }

    private static boolean wins(StoreFixture store, byte[] bytes) throws IOException {
        try {
            store.put("a", bytes, WriteCondition.ABSENT);
            return true;
        } catch (StorageException refused) {
            assertThat(refused.refusal())
                    .isEqualTo(new Refusal.PreconditionFailed("If-None-Match"));
            return false;
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    private static Object abort(StoreFixture store, Upload upload) {
        return store.storage().uploads().abort(BUCKET, upload.key(), upload.uploadId());
    }

    private static boolean deleteBucket(StoreFixture store) {
        store.storage().buckets().delete(BUCKET);
        return true;
    }

    private static Part joined(Future<Part> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StorageException refused) {
                throw refused;
            }
            throw failed;
        }
    }
}

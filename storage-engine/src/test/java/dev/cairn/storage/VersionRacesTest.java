package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.Versioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test named after each race about versions that the storage format speaks of. */
final class VersionRacesTest {
    private static final byte[] FIRST = TestContent.random(1, 1000);
    private static final byte[] SECOND = TestContent.random(2, 2000);
    private static final byte[] THIRD = TestContent.random(3, 3000);

    @TempDir
    Path directory;

    private final AtomicReference<@Nullable InterposedCatalog> catalog = new AtomicReference<>();

    private StoreFixture open(Versioning versioning) throws Exception {
        StoreFixture store = StoreFixture.openWithBucket(directory);
        store.wrapCatalog(
                real -> {
                    InterposedCatalog interposed = new InterposedCatalog(real);
                    catalog.set(interposed);
                    return interposed;
                });
        store.cutPowerAndReopen();
        if (versioning.everEnabled()) {
            store.setVersioning(versioning);
        }
        return store;
    }

    private void beforeCommit(Callable<?> action) {
        interposed().beforeCommits(1, () -> call(action));
    }

    private void behindSnapshot(Callable<?> action) {
        interposed().behindSnapshot(() -> call(action));
    }

    private InterposedCatalog interposed() {
        return Objects.requireNonNull(catalog.get());
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

    private static String put(StoreFixture store, byte[] bytes) throws IOException {
        return Objects.requireNonNull(store.put("a", bytes).versionId());
    }

    private static ObjectVersion tag(StoreFixture store, String versionId, String value) {
        return store.storage()
                .objects()
                .putTags(BUCKET, new ObjectKey("a"), versionId, Map.of("tag", value));
    }

    private static Map<String, String> tags(StoreFixture store, @Nullable String versionId) {
        return store.storage()
                .objects()
                .head(BUCKET, new ObjectKey("a"), versionId)
                .object()
                .tags();
    }

    private static List<String> ids(StoreFixture store) {
        return store.versions().stream().map(ListedVersion::versionId).toList();
    }

    @Test
    void deleteVersionAgainstDeleteVersion_currentAndTheOneBelow_thirdBecomesCurrent()
            throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            String third = put(store, THIRD);
            beforeCommit(() -> store.delete("a", second));
            store.delete("a", third);
            assertThat(ids(store)).containsExactly(first);
            assertThat(store.read("a")).isEqualTo(FIRST);
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void deleteVersionAgainstDeleteVersion_theOneBelowBecameCurrent_itGoesAllTheSame()
            throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            String third = put(store, THIRD);
            beforeCommit(() -> store.delete("a", third));
            store.delete("a", second);
            assertThat(ids(store)).containsExactly(first);
            assertThat(store.read("a")).isEqualTo(FIRST);
            store.assertSound();
        }
    }

    @Test
    void deleteVersionAgainstPromotion_behindItsReads_itGoesAllTheSame() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            behindSnapshot(() -> store.delete("a", second));
            store.delete("a", first);
            assertThat(store.versions()).isEmpty();
            store.assertSound();
        }
    }

    @Test
    void deleteVersionAgainstDeleteVersion_olderNeighbours_bothGo() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            String third = put(store, THIRD);
            beforeCommit(() -> store.delete("a", first));
            store.delete("a", second);
            assertThat(ids(store)).containsExactly(third);
            store.assertSound();
        }
    }

    @Test
    void deleteMarkerAgainstDeleteVersion_whatWouldBecomeCurrentGoes_thirdBecomesCurrent()
            throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            String marker = store.delete("a").versionId();
            beforeCommit(() -> store.delete("a", second));
            assertThat(store.delete("a", marker)).isEqualTo(new DeletedVersion(marker, true));
            assertThat(ids(store)).containsExactly(first);
            assertThat(store.read("a")).isEqualTo(FIRST);
            store.assertSound();
        }
    }

    @Test
    void deleteVersionAgainstItself_isASuccessTwice() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            beforeCommit(() -> store.delete("a", first));
            assertThat(store.delete("a", first)).isEqualTo(new DeletedVersion(first, false));
            assertThat(store.versions()).isEmpty();
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void tagAgainstPromotion_tagLandsFirst_itIsPromotedWithIt() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            beforeCommit(() -> tag(store, first, "kept"));
            store.delete("a", second);
            assertThat(tags(store, null)).containsEntry("tag", "kept");
            store.assertSound();
        }
    }

    @Test
    void tagAgainstPromotion_promotionLandsFirst_theCurrentVersionIsTagged() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            String second = put(store, SECOND);
            beforeCommit(() -> store.delete("a", second));
            tag(store, first, "kept");
            assertThat(tags(store, null)).containsEntry("tag", "kept");
            assertThat(ids(store)).containsExactly(first);
            store.assertSound();
        }
    }

    @Test
    void tagAgainstPut_tagStaysWithItsVersion() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            beforeCommit(() -> put(store, SECOND));
            tag(store, first, "kept");
            assertThat(tags(store, first)).containsEntry("tag", "kept");
            assertThat(tags(store, null)).doesNotContainKey("tag");
            store.assertSound();
        }
    }

    @Test
    void putAgainstTag_tagIsKeptOnTheNoncurrentVersion() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            beforeCommit(() -> tag(store, first, "kept"));
            put(store, SECOND);
            assertThat(tags(store, first)).containsEntry("tag", "kept");
            store.assertSound();
        }
    }

    @Test
    void putAgainstMarker_markerLandsFirst_putIsCurrentAboveIt() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            List<DeletedVersion> marker = new ArrayList<>();
            beforeCommit(() -> marker.add(store.delete("a")));
            String second = put(store, SECOND);
            assertThat(ids(store))
                    .containsExactly(second, marker.getFirst().versionId(), first);
            store.assertSound();
        }
    }

    @Test
    void markerAgainstPut_putLandsFirst_markerIsNewest() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            List<String> puts = new ArrayList<>();
            beforeCommit(() -> puts.add(put(store, SECOND)));
            DeletedVersion marker = store.delete("a");
            assertThat(ids(store)).containsExactly(marker.versionId(), puts.getFirst());
            assertThat(refusalOf(() -> store.read("a")))
                    .isInstanceOf(Refusal.CurrentIsDeleteMarker.class);
            store.assertSound();
        }
    }

    @Test
    void markerAgainstMarker_bothStay() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            beforeCommit(() -> store.delete("a"));
            store.delete("a");
            assertThat(store.versions()).hasSize(2);
            assertThat(store.versions()).extracting(ListedVersion::latest)
                    .containsExactly(true, false);
            store.assertSound();
        }
    }

    @Test
    void completeAgainstPut_bothAreVersions() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, FIRST);
            List<String> puts = new ArrayList<>();
            beforeCommit(() -> puts.add(put(store, SECOND)));
            ObjectVersion completed = store.complete(upload, part);
            assertThat(ids(store)).containsExactly(completed.versionId(), puts.getFirst());
            assertThat(store.complete(upload, part)).isEqualTo(completed);
            assertThat(store.versions()).hasSize(2);
            store.assertSound();
        }
    }

    @Test
    void completeAgainstComplete_oneVersionIsMade() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, FIRST);
            List<ObjectVersion> first = new ArrayList<>();
            beforeCommit(() -> first.add(store.complete(upload, part)));
            assertThat(store.complete(upload, part)).isEqualTo(first.getFirst());
            assertThat(store.versions()).hasSize(1);
            store.assertSound();
        }
    }

    @Test
    void putAgainstSetVersioning_isDecidedUnderTheNewState() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            store.put("a", FIRST);
            beforeCommit(
                    () -> {
                        store.setVersioning(Versioning.ENABLED);
                        return true;
                    });
            String second = put(store, SECOND);
            assertThat(ids(store)).containsExactly(second, "null");
            assertThat(store.read("a", "null")).isEqualTo(FIRST);
            store.assertSound();
        }
    }

    @Test
    void deleteAgainstSetVersioning_writesAMarker() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            store.put("a", FIRST);
            beforeCommit(
                    () -> {
                        store.setVersioning(Versioning.ENABLED);
                        return true;
                    });
            assertThat(store.delete("a").deleteMarker()).isTrue();
            assertThat(store.read("a", "null")).isEqualTo(FIRST);
            store.assertSound();
        }
    }

    @Test
    void suspendedPutAgainstDeleteOfTheNullVersion_oneNullVersionIsLeft() throws Exception {
        try (StoreFixture store = open(Versioning.SUSPENDED)) {
            store.put("a", FIRST);
            store.setVersioning(Versioning.ENABLED);
            String second = put(store, SECOND);
            store.setVersioning(Versioning.SUSPENDED);
            beforeCommit(() -> store.delete("a", "null"));
            store.put("a", THIRD);
            assertThat(ids(store)).containsExactly("null", second);
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void deleteOfTheNullVersionAgainstSuspendedPut_theNewNullVersionGoes() throws Exception {
        try (StoreFixture store = open(Versioning.SUSPENDED)) {
            store.put("a", FIRST);
            store.setVersioning(Versioning.ENABLED);
            String second = put(store, SECOND);
            store.setVersioning(Versioning.SUSPENDED);
            // Between finding the null version by n and reading its row.
            behindSnapshot(() -> store.put("a", THIRD));
            store.delete("a", "null");
            assertThat(ids(store)).containsExactly(second);
            assertThat(store.read("a")).isEqualTo(SECOND);
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void readerOfTheNullVersionAgainstSuspendedPut_readsAgain() throws Exception {
        try (StoreFixture store = open(Versioning.SUSPENDED)) {
            store.put("a", FIRST);
            store.setVersioning(Versioning.ENABLED);
            put(store, SECOND);
            store.setVersioning(Versioning.SUSPENDED);
            behindSnapshot(() -> store.put("a", THIRD));
            assertThat(store.read("a", "null")).isEqualTo(THIRD);
        }
    }

    @Test
    void readerAgainstDeleteOfTheMarker_readsWhatBecameCurrent() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            put(store, FIRST);
            String marker = store.delete("a").versionId();
            behindSnapshot(() -> store.delete("a", marker));
            assertThat(store.read("a")).isEqualTo(FIRST);
        }
    }

    @Test
    void readerAgainstDeleteOfItsVersion_readsToTheEnd() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            put(store, SECOND);
            try (ObjectReader reader =
                    store.storage().objects().open(BUCKET, new ObjectKey("a"), first)) {
                store.delete("a", first);
                store.reclaim();
                assertThat(StoreFixture.readAll(reader)).isEqualTo(FIRST);
            }
            store.reclaim();
            store.assertSound();
        }
    }

    @Test
    void deleteBucketAgainstMarker_bucketIsNotEmpty() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            beforeCommit(() -> store.delete("a"));
            assertThat(
                    refusalOf(
                            () -> {
                                store.storage().buckets().delete(BUCKET);
                                return true;
                            }))
                    .isEqualTo(new Refusal.BucketNotEmpty(BUCKET));
            assertThat(store.versions()).hasSize(1);
            store.delete("a", ids(store).getFirst());
            store.storage().buckets().delete(BUCKET);
        }
    }

    @Test
    void putAgainstPuts_neverRefusedForEver() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            int[] others = {0};
            interposed().beforeCommits(
                    3, () -> call(() -> store.put("a", new byte[++others[0]])));
            put(store, FIRST);
            assertThat(others[0]).isEqualTo(3);
            assertThat(store.versions()).hasSize(4);
            assertThat(store.read("a")).isEqualTo(FIRST);
            store.assertSound();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unknownOutcomeOfPut_turnsOutEitherWay(boolean happens) throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            String first = put(store, FIRST);
            interposed().nextIsUnknown(happens);
            assertThat(refusalOf(() -> store.put("a", SECOND)))
                    .isEqualTo(new Refusal.OutcomeUnknown());
            store.cutPowerAndReopen();
            store.awaitQuiet();
            assertThat(store.versions()).hasSize(happens ? 2 : 1);
            assertThat(store.read("a")).isEqualTo(happens ? SECOND : FIRST);
            assertThat(store.read("a", first)).isEqualTo(FIRST);
            store.assertSound();
        }
    }

    @Test
    void listingAgainstPutsAndPromotions_showsAVersionThatStaysOnce() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED);
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            String stays = put(store, FIRST);
            Future<Boolean> writer =
                    executor.submit(
                            () -> {
                                for (int i = 0; i < 100; i++) {
                                    store.delete("a", put(store, SECOND));
                                }
                                return true;
                            });
            do {
                assertThat(ids(store)).containsOnlyOnce(stays);
            } while (!writer.isDone());
            assertThat(writer.get()).isTrue();
            assertThat(ids(store)).containsExactly(stays);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyAtOnceOnOneKey_leaveItSound(long seed) throws Exception {
        int threads = 6;
        try (StoreFixture store = open(Versioning.ENABLED);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Random random = new Random(seed * threads + i);
                ends.add(executor.submit(() -> hammer(store, random)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            assertThat(store.versions().stream().filter(ListedVersion::latest))
                    .hasSizeLessThanOrEqualTo(1);
            store.awaitQuiet();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    private static boolean hammer(StoreFixture store, Random random) throws IOException {
        for (int i = 0; i < 40; i++) {
            List<String> ids = ids(store);
            String id = ids.isEmpty() ? "null" : ids.get(random.nextInt(ids.size()));
            try {
                switch (random.nextInt(7)) {
                    case 0, 1 -> store.put("a", TestContent.random(i, random.nextInt(100)));
                    case 2 -> store.delete("a");
                    case 3, 4 -> store.delete("a", id);
                    case 5 -> tag(store, id, "t" + i);
                    default -> store.setVersioning(
                            random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED);
                }
            } catch (StorageException refused) {
                assertThat(refused.refusal())
                        .isInstanceOfAny(
                                Refusal.NoSuchVersion.class,
                                Refusal.VersionIsDeleteMarker.class);
            }
        }
        return true;
    }
}

package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.RulePage;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.Versioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules see of a bucket, and what they leave alone. */
final class RuleStoreTest {
    private static final byte[] BYTES = TestContent.random(1, 1000);
    private static final byte[] OTHER = TestContent.random(2, 2000);
    private static final Instant DUE = Instant.parse("2026-03-01T00:00:00Z");

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

    @Test
    void neverVersioned_isAWalkOverObjects() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            store.put("b", BYTES);
            store.put("a", OTHER);
            List<RuleSubject> all = walk(store, 1, 0);
            assertThat(all).extracting(subject -> subject.key().value())
                    .containsExactly("a", "b");
            assertThat(all.getFirst().kind()).isEqualTo(Kind.CURRENT);
            assertThat(all.getFirst().sizeBytes()).isEqualTo(2000);
            assertThat(all.getFirst().tags()).isEqualTo(Map.of("team", "a"));
        }
    }

    @Test
    void versions_comeNewestFirstWithThoseThatTookTheirPlace() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            for (int i = 0; i < 4; i++) {
                store.put("a", BYTES);
                store.advance(Duration.ofHours(1));
            }
            store.delete("a");
            store.delete("lone");
            List<RuleSubject> all = walk(store, 100, 2);
            assertThat(all).extracting(RuleSubject::kind)
                    .containsExactly(
                            Kind.MARKER,
                            Kind.NONCURRENT,
                            Kind.NONCURRENT,
                            Kind.NONCURRENT,
                            Kind.NONCURRENT,
                            Kind.LONE_MARKER);
            assertThat(all.get(1).newer()).isEmpty();
            assertThat(all.get(2).newer()).extracting(RuleSubject.Newer::sequence)
                    .containsExactly(all.get(1).sequence());
            assertThat(all.get(4).newer()).extracting(RuleSubject.Newer::sequence)
                    .containsExactly(all.get(3).sequence(), all.get(2).sequence());
            assertThat(all.get(4).noncurrentSince()).isEqualTo(all.get(3).created());
        }
    }

    @Test
    void deleteMarkers_areNotAmongTheVersionsThatTookAPlace() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.put("a", BYTES);
            store.delete("a");
            store.put("a", BYTES);
            store.delete("a");
            store.put("a", BYTES);
            List<RuleSubject> all = walk(store, 100, 3);
            assertThat(all).extracting(RuleSubject::kind)
                    .containsExactly(
                            Kind.CURRENT_VERSIONED,
                            Kind.NONCURRENT_MARKER,
                            Kind.NONCURRENT,
                            Kind.NONCURRENT_MARKER,
                            Kind.NONCURRENT);
            assertThat(all.get(4).newer()).extracting(RuleSubject.Newer::sequence)
                    .containsExactly(all.get(2).sequence());
            assertThat(all.get(3).newer()).isEqualTo(all.get(4).newer());
            assertThat(walk(store, 1, 3)).isEqualTo(all);
        }
    }

    @Test
    void nullVersionWhereVersioningIsSuspended_endsWhenItExpires() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.put("named", BYTES);
            store.setVersioning(Versioning.SUSPENDED);
            store.put("null", BYTES);
            assertThat(walk(store, 9, 0)).extracting(RuleSubject::kind)
                    .containsExactly(Kind.CURRENT_VERSIONED, Kind.CURRENT);
        }
    }

    /** Whatever the size of its pages, and also from the start of a key on, a walk sees the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void walkByPages_seesWhatListingSees(long seed) throws Exception {
        Random random = new Random(seed);
        try (StoreFixture store = open(Versioning.ENABLED)) {
            for (int i = 0; i < 60; i++) {
                String key = "k" + random.nextInt(8);
                store.advance(Duration.ofMinutes(random.nextInt(3)));
                if (random.nextInt(3) == 0) {
                    store.delete(key);
                } else {
                    store.put(key, BYTES);
                }
                if (i == 30) {
                    store.setVersioning(Versioning.SUSPENDED);
                }
            }
            List<RuleSubject> whole = walk(store, 1000, 3);
            List<String> listed = new ArrayList<>();
            for (ListedVersion version : store.versions()) {
                listed.add(version.key() + " " + version.versionId());
            }
            assertThat(whole).extracting(s -> s.key() + " " + s.versionId()).isEqualTo(listed);
            for (int rows = 1; rows < 12; rows++) {
                assertThat(walk(store, rows, 3)).describedAs("seed %s", seed).isEqualTo(whole);
            }
            String middle = whole.get(whole.size() / 2).key().value();
            assertThat(walk(store, 5, 3, RulePlace.before(middle)))
                    .isEqualTo(
                            whole.stream()
                                    .filter(s -> s.key().value().compareTo(middle) >= 0)
                                    .toList());
            assertThat(walk(store, 5, 3, RulePlace.behind(middle)))
                    .isEqualTo(
                            whole.stream()
                                    .filter(s -> s.key().value().compareTo(middle) > 0)
                                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void expire_doesWhatADeleteDoes(Versioning versioning) throws Exception {
        try (StoreFixture store = open(versioning)) {
            store.put("a", BYTES);
            assertThat(rules(store).expire(bucket(store), first(store), RuleStoreTest::all, DUE))
                    .isTrue();
            int left = versioning == Versioning.ENABLED ? 2 : versioning.everEnabled() ? 1 : 0;
            assertThat(store.versions()).hasSize(left);
            store.reclaim();
            store.assertSound();
        }
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void overwrittenMeanwhile_isLeftAlone(Versioning versioning) throws Exception {
        try (StoreFixture store = open(versioning)) {
            store.put("a", BYTES);
            RuleSubject seen = first(store);
            beforeCommit(() -> store.put("a", BYTES));
            assertThat(rules(store).expire(bucket(store), seen, RuleStoreTest::all, DUE)).isFalse();
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.assertSound();
        }
    }

    @Test
    void taggedMeanwhile_isAskedAgain() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            store.put("a", BYTES);
            RuleSubject seen = first(store);
            beforeCommit(
                    () -> store.storage()
                            .objects()
                            .putTags(BUCKET, seen.key(), null, Map.of("keep", "yes")));
            assertThat(
                    rules(store)
                            .expire(
                                    bucket(store),
                                    seen,
                                    now -> !now.tags().containsKey("keep"),
                                    DUE))
                    .isFalse();
            assertThat(store.read("a")).isEqualTo(BYTES);
        }
    }

    @Test
    void deletedMeanwhile_isLeftAlone() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            store.put("a", BYTES);
            RuleSubject seen = first(store);
            beforeCommit(() -> store.delete("a"));
            assertThat(rules(store).expire(bucket(store), seen, RuleStoreTest::all, DUE)).isFalse();
            assertThat(
                    rules(store).changeClass(
                            bucket(store), seen, StorageClass.GLACIER, RuleStoreTest::all, DUE))
                    .isFalse();
        }
    }

    @Test
    void noncurrentVersion_goesForGood() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.put("a", BYTES);
            store.put("a", OTHER);
            RuleSubject old = walk(store, 9, 0).get(1);
            assertThat(rules(store).remove(bucket(store), old, RuleStoreTest::all, DUE)).isTrue();
            assertThat(store.versions()).hasSize(1);
            store.reclaim();
            assertThat(store.storage().usage().noncurrentBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void noncurrentVersionMadeCurrentMeanwhile_isLeftAlone() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.put("a", BYTES);
            String newest = Objects.requireNonNull(store.put("a", OTHER).versionId());
            RuleSubject old = walk(store, 9, 0).get(1);
            beforeCommit(() -> store.delete("a", newest));
            assertThat(rules(store).remove(bucket(store), old, RuleStoreTest::all, DUE)).isFalse();
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.assertSound();
        }
    }

    @Test
    void newerVersionDeletedMeanwhile_oldOneIsKept() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            for (int i = 0; i < 4; i++) {
                store.put("a", BYTES);
            }
            List<RuleSubject> all = walk(store, 9, 2);
            RuleSubject old = all.get(3);
            assertThat(old.newer()).hasSize(2);
            beforeCommit(() -> store.delete("a", all.get(1).versionId()));
            assertThat(rules(store).remove(bucket(store), old, RuleStoreTest::all, DUE)).isFalse();
            assertThat(store.versions()).hasSize(3);
        }
    }

    @Test
    void loneMarkerThatIsCoveredMeanwhile_isLeftAlone() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.delete("a");
            RuleSubject marker = first(store);
            assertThat(marker.kind()).isEqualTo(Kind.LONE_MARKER);
            beforeCommit(() -> store.put("a", BYTES));
            assertThat(rules(store).remove(bucket(store), marker, RuleStoreTest::all, DUE))
                    .isFalse();
            assertThat(store.versions()).hasSize(2);
            store.assertSound();
        }
    }

    @Test
    void loneMarker_goes() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.delete("a");
            assertThat(rules(store).remove(bucket(store), first(store), RuleStoreTest::all, DUE))
                    .isTrue();
            assertThat(store.versions()).isEmpty();
            store.assertSound();
        }
    }

    @Test
    void changedClass_isDurableAndChangesNothingElse() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.put("a", BYTES);
            store.put("a", OTHER);
            List<RuleSubject> before = walk(store, 9, 0);
            for (RuleSubject version : before) {
                assertThat(
                        rules(store)
                                .changeClass(
                                        bucket(store),
                                        version,
                                        StorageClass.GLACIER,
                                        RuleStoreTest::all,
                                        DUE))
                        .isTrue();
            }
            store.cutPowerAndReopen();
            assertThat(walk(store, 9, 0))
                    .isEqualTo(before.stream().map(s -> s.in(StorageClass.GLACIER)).toList());
            assertThat(store.read("a")).isEqualTo(OTHER);
        }
    }

    @Test
    void changedClassOfOverwrittenVersion_isLeftAlone() throws Exception {
        try (StoreFixture store = open(Versioning.ENABLED)) {
            store.put("a", BYTES);
            RuleSubject seen = first(store);
            beforeCommit(() -> store.put("a", OTHER));
            assertThat(
                    rules(store).changeClass(
                            bucket(store), seen, StorageClass.GLACIER, RuleStoreTest::all, DUE))
                    .isFalse();
            assertThat(walk(store, 9, 0)).extracting(RuleSubject::storageClass)
                    .containsOnly(StorageClass.STANDARD);
        }
    }

    @Test
    void uploadCompletedMeanwhile_isLeftAlone() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, BYTES);
            beforeCommit(() -> store.complete(upload, part));
            assertThat(abort(store, upload, lastPartAt -> true))
                    .isEmpty();
            assertThat(store.read("a")).isEqualTo(BYTES);
        }
    }

    @Test
    void partThatLandsMeanwhile_isAskedAboutInTheCommit() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            Upload upload = store.begin("a");
            Part first = store.putPart(upload, 1, BYTES);
            store.advance(Duration.ofHours(1));
            beforeCommit(() -> store.putPart(upload, 2, BYTES));
            assertThat(abort(store, upload, first.lastModified()::equals)).isEmpty();
            assertThat(store.storage().usage().partCount()).isEqualTo(2);
            store.assertSound();
        }
    }

    private Optional<AbortedUpload> abort(
            StoreFixture store, Upload upload, UploadCheck check) {
        return rules(store)
                .abort(bucket(store), upload.key(), upload.uploadId(), check, DUE);
    }

    @Test
    void abortedUpload_givesItsBytesBack() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, BYTES);
            assertThat(abort(store, upload, lastPartAt -> true))
                    .hasValueSatisfying(
                            aborted -> assertThat(aborted.bytes()).isEqualTo(BYTES.length));
            assertThat(store.storage().reclaim()).isFalse();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void otherBucketOfTheName_isNoSuchBucket() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            Bucket old = bucket(store);
            store.storage().buckets().delete(BUCKET);
            store.storage().buckets().create(BUCKET, StoreFixture.OWNER, "us-east-1");
            store.put("a", BYTES);
            RuleSubject seen = first(store);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> rules(store).expire(old, seen, RuleStoreTest::all, DUE));
            assertThat(store.read("a")).isEqualTo(BYTES);
            store.awaitQuiet();
        }
    }

    @Test
    void whatAJobKeeps_survivesAPowerCut() throws Exception {
        try (StoreFixture store = open(Versioning.NEVER)) {
            assertThat(store.storage().jobs().kept("walk")).isEmpty();
            store.storage().jobs().keep("walk", new byte[] {1});
            store.storage().jobs().keep("walk", new byte[] {2, 3});
            store.cutPowerAndReopen();
            assertThat(store.storage().jobs().kept("walk")).contains(new byte[] {2, 3});
        }
    }

    private void beforeCommit(Callable<?> action) {
        Objects.requireNonNull(catalog.get()).beforeCommits(1, () -> call(action));
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

    private static boolean all(RuleSubject subject) {
        return subject.sequence() > 0;
    }

    private static RuleStore rules(StoreFixture store) {
        return store.storage().rules();
    }

    private static Bucket bucket(StoreFixture store) {
        return store.storage().buckets().get(BUCKET);
    }

    private static RuleSubject first(StoreFixture store) {
        return walk(store, 9, 0).getFirst();
    }

    private static List<RuleSubject> walk(StoreFixture store, int rowsMax, int newerMax) {
        return walk(store, rowsMax, newerMax, null);
    }

    private static List<RuleSubject> walk(
            StoreFixture store, int rowsMax, int newerMax, @Nullable RulePlace from) {
        List<RuleSubject> all = new ArrayList<>();
        RuleScope scope = new RuleScope("", rowsMax, newerMax);
        RulePlace place = from;
        do {
            RulePage page = rules(store).walk(bucket(store), scope, place, RuleStoreTest::all);
            assertThat(page.scanned()).isLessThanOrEqualTo(rowsMax);
            all.addAll(page.subjects());
            place = page.next();
        } while (place != null);
        return all;
    }
}

package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.OWNER;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.DocumentRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of buckets. */
final class DocumentStoreTest {
    private static final DocumentKind RULES = DocumentKind.LIFECYCLE;
    private static final byte[] SMALL = "rules".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;
    private final AtomicReference<@Nullable InterposedCatalog> catalog = new AtomicReference<>();

    @Test
    void noDocument_isEmptyAndHasVersionZero() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            assertThat(get(store)).isNull();
            assertThat(documents(store).version(bucket(store), RULES)).isZero();
            documents(store).delete(BUCKET, RULES);
            assertThat(documents(store).version(bucket(store), RULES)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_519, 65_520, 65_521, 200_000, DocumentStore.BYTES_MAX})
    void putDocument_survivesReopening(int size) throws Exception {
        byte[] bytes = TestContent.random(size, size);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, bytes);
            long version = documents(store).version(bucket(store), RULES);
            store.cutPowerAndReopen();
            assertThat(get(store)).isEqualTo(bytes);
            assertThat(documents(store).version(bucket(store), RULES)).isEqualTo(version);
            assertThat(documents(store).get(bucket(store), DocumentKind.TAGGING)).isEmpty();
        }
    }

    @Test
    void shorterDocument_leavesNoPageOfTheLongerOne() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, TestContent.random(1, 300_000));
            documents(store).put(BUCKET, RULES, SMALL);
            store.assertSound();
            assertThat(get(store)).isEqualTo(SMALL);
            documents(store).delete(BUCKET, RULES);
            store.assertSound();
            assertThat(get(store)).isNull();
        }
    }

    @Test
    void samePutAgain_hasAnotherVersion() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, SMALL);
            long first = documents(store).version(bucket(store), RULES);
            documents(store).put(BUCKET, RULES, SMALL);
            assertThat(documents(store).version(bucket(store), RULES)).isNotEqualTo(first);
        }
    }

    @Test
    void updateRacesAPut_isMadeAgainOfWhatIsThere() throws Exception {
        byte[] theirs = TestContent.random(2, 150_000);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            interpose(store);
            interposed().beforeCommits(1, () -> documents(store).put(BUCKET, RULES, theirs));
            List<Integer> seen = new ArrayList<>();
            documents(store)
                    .update(
                            BUCKET,
                            RULES,
                            old -> {
                                seen.add(old.map(there -> there.bytes().length).orElse(0));
                                return SMALL;
                            });
            assertThat(seen).containsExactly(0, 150_000);
            assertThat(get(store)).isEqualTo(SMALL);
            store.assertSound();
        }
    }

    @Test
    void updateThatFails_changesNothingAndHoldsUpNoInstant() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, SMALL);
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> documents(store)
                                    .update(
                                            BUCKET,
                                            RULES,
                                            old -> {
                                                throw new IllegalStateException("no");
                                            }));
            store.advance(Duration.ofHours(1));
            assertThat(store.storage().ledger().settled())
                    .isEqualTo(store.storage().clock().now());
            assertThat(get(store)).isEqualTo(SMALL);
        }
    }

    @Test
    void twoPutsRace_oneIsThereWhole() throws Exception {
        byte[] mine = TestContent.random(1, 150_000);
        byte[] theirs = TestContent.random(2, 250_000);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            interpose(store);
            interposed().beforeCommits(1, () -> documents(store).put(BUCKET, RULES, theirs));
            documents(store).put(BUCKET, RULES, mine);
            assertThat(get(store)).isEqualTo(mine);
            store.assertSound();
        }
    }

    @Test
    void putAgainstDelete_deleteReadsAgain() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, SMALL);
            interpose(store);
            interposed()
                    .beforeCommits(
                            1,
                            () -> documents(store)
                                    .put(BUCKET, RULES, TestContent.random(1, 100_000)));
            documents(store).delete(BUCKET, RULES);
            assertThat(get(store)).isNull();
            store.assertSound();
        }
    }

    @Test
    void putAgainstDeleteBucket_isRefused() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            interpose(store);
            interposed().beforeCommits(1, () -> store.storage().buckets().delete(BUCKET));
            assertThat(refusalOf(() -> put(store, SMALL)))
                    .isEqualTo(new Refusal.NoSuchBucket(BUCKET));
            store.awaitQuiet();
            store.assertSound();
        }
    }

    @Test
    void newBucketOfTheName_hasNoDocumentOfTheOldOne() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, SMALL);
            Bucket old = bucket(store);
            store.storage().buckets().delete(BUCKET);
            store.storage().buckets().create(BUCKET, OWNER, "us-east-1");
            assertThat(get(store)).isNull();
            store.awaitQuiet();
            assertThat(documents(store).get(old, RULES)).isEmpty();
        }
    }

    @Test
    void bucketCreatedWithDocument_hasItFromTheStart() throws Exception {
        BucketName name = new BucketName("ruled");
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Bucket bucket =
                    store.storage()
                            .buckets()
                            .create(name, OWNER, "us-east-1", Map.of(RULES, SMALL));
            assertThat(documents(store).get(bucket, RULES).map(BucketDocument::bytes))
                    .contains(SMALL);
        }
    }

    @Test
    void pageMissing_isFound() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            documents(store).put(BUCKET, RULES, SMALL);
            DocumentRows rows = new DocumentRows(bucket(store).id());
            Batch damage =
                    Batch.ofSystem(rows.group())
                            .delete(rows.pages(RULES, 1).getFirst())
                            .build();
            assertThat(store.storage().rocks().commit(damage).join())
                    .isInstanceOf(Outcome.Committed.class);
            assertThat(store.storage().check()).hasSize(1);
            documents(store).put(BUCKET, RULES, SMALL);
        }
    }

    private void interpose(StoreFixture store) throws Exception {
        store.wrapCatalog(
                real -> {
                    InterposedCatalog interposed = new InterposedCatalog(real);
                    catalog.set(interposed);
                    return interposed;
                });
        store.cutPowerAndReopen();
    }

    private InterposedCatalog interposed() {
        return Objects.requireNonNull(catalog.get());
    }

    private static boolean put(StoreFixture store, byte[] bytes) {
        documents(store).put(BUCKET, RULES, bytes);
        return true;
    }

    private static DocumentStore documents(StoreFixture store) {
        return store.storage().documents();
    }

    private static Bucket bucket(StoreFixture store) {
        return store.storage().buckets().get(BUCKET);
    }

    private static byte @Nullable [] get(StoreFixture store) {
        return documents(store)
                .get(bucket(store), RULES)
                .map(BucketDocument::bytes)
                .orElse(null);
    }
}

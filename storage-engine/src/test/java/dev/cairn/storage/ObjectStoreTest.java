package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectPage;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectStoreTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 131_071, 131_072, 131_073, 1_048_576, 9_000_001})
    void putAndReadBack_isTheSameAfterAPowerCut(int size) throws Exception {
        byte[] bytes = TestContent.random(size, size);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            ObjectVersion stored = store.put("a", bytes);
            store.cutPowerAndReopen();

            assertThat(store.read("a")).isEqualTo(bytes);
            ObjectVersion read = store.storage().objects().head(BUCKET, new ObjectKey("a"));
            assertThat(read).isEqualTo(stored);
            assertThat(read.etag()).isEqualTo(ETag.ofMd5(TestContent.md5(bytes)));
        }
    }

    @Test
    void overwrite_discardsTheOldBytes() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.put("a", TestContent.random(1, 5000));
            byte[] second = TestContent.random(2, 3000);
            store.put("a", second);
            store.reclaim();

            assertThat(store.read("a")).isEqualTo(second);
            assertThat(store.storage().usage().currentBytes()).isEqualTo(3000);
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void overwriteAgainstReader_readerSeesTheOldBytesToTheEnd() throws Exception {
        byte[] old = TestContent.random(1, 300_000);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.put("a", old);
            try (ObjectReader reader = store.storage().objects().open(BUCKET, new ObjectKey("a"))) {
                store.put("a", TestContent.random(2, 10));
                store.reclaim();
                assertThat(StoreFixture.readAll(reader)).isEqualTo(old);
            }
        }
    }

    @Test
    void putThatBreaksOff_leavesNothing() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.put("a", TestContent.random(1, 100));
            TestContent broken =
                    TestContent.of(TestContent.random(2, 600_000)).breakingAt(500_000);
            assertThatThrownBy(
                    () -> store.storage()
                            .objects()
                            .put(
                                    BUCKET,
                                    new ObjectKey("a"),
                                    StoreFixture.newObject(),
                                    WriteCondition.NONE,
                                    broken))
                    .isInstanceOf(IOException.class);

            assertThat(store.storage().inFlightBytes()).isZero();
            assertThat(store.read("a")).hasSize(100);
            store.assertSound();
        }
    }

    @Test
    void conditions_holdOrRefuse() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            assertThat(refusalOf(() -> store.put("a", new byte[1], WriteCondition.PRESENT)))
                    .isInstanceOf(Refusal.NoSuchKey.class);
            ObjectVersion first = store.put("a", new byte[1], WriteCondition.ABSENT);
            assertThat(refusalOf(() -> store.put("a", new byte[2], WriteCondition.ABSENT)))
                    .isEqualTo(new Refusal.PreconditionFailed("If-None-Match"));
            WriteCondition other = WriteCondition.matching(new ETag("0".repeat(32)));
            assertThat(refusalOf(() -> store.put("a", new byte[2], other)))
                    .isEqualTo(new Refusal.PreconditionFailed("If-Match"));
            store.put("a", new byte[3], WriteCondition.matching(first.etag()));
            assertThat(store.read("a")).hasSize(3);
            store.assertSound();
        }
    }

    @Test
    void deleteOfNothing_doesNothing() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.storage().objects().delete(BUCKET, new ObjectKey("a"), WriteCondition.NONE);
            assertThat(
                    refusalOf(
                            () -> {
                                store.storage()
                                        .objects()
                                        .delete(
                                                BUCKET,
                                                new ObjectKey("a"),
                                                WriteCondition.PRESENT);
                                return null;
                            }))
                    .isEqualTo(new Refusal.PreconditionFailed("If-Match"));
        }
    }

    @Test
    void deleteForgetsAtOnceAndReclaimsLater() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.put("a", TestContent.random(1, 70_000));
            store.storage().objects().delete(BUCKET, new ObjectKey("a"), WriteCondition.NONE);
            assertThat(refusalOf(() -> store.read("a"))).isInstanceOf(Refusal.NoSuchKey.class);
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void listing_pagesInUtf8OrderAndRollsUp() throws Exception {
        List<String> keys =
                List.of("a", "a/1", "a/2", "a0", "b/", "b/c/d", "\u0001", "z\u0000", "\uFFFD",
                        "😀");
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            for (String key : keys) {
                store.put(key, new byte[1]);
            }
            List<String> sorted = new ArrayList<>(keys);
            sorted.sort(ObjectKey::compareUtf8);
            for (int limit = 1; limit <= keys.size() + 1; limit++) {
                assertThat(pages(store, null, limit)).isEqualTo(sorted);
                assertThat(pages(store, "/", limit))
                        .containsExactly("\u0001", "a", "a/", "a0", "b/", "z\u0000", "\uFFFD",
                                "😀");
            }
            ObjectPage below =
                    store.storage().objects().list(BUCKET, new ListQuery("a/", "/", "a/1", 10));
            assertThat(below.objects()).extracting(o -> o.key().value()).containsExactly("a/2");
            ObjectPage beyond =
                    store.storage().objects().list(BUCKET, new ListQuery("a", null, "b", 10));
            assertThat(beyond.objects()).isEmpty();
        }
    }

    @Test
    void copy_hasTheBytesAndAnETagOfItsOwn() throws Exception {
        byte[] bytes = TestContent.random(3, 200_000);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.put("a", bytes);
            try (ObjectReader source = store.storage().objects().open(BUCKET, new ObjectKey("a"))) {
                ObjectVersion copy =
                        store.storage()
                                .objects()
                                .copy(
                                        source,
                                        BUCKET,
                                        new ObjectKey("b"),
                                        StoreFixture.newObject(),
                                        WriteCondition.NONE,
                                        ChecksumAlgorithm.SHA256);
                assertThat(copy.etag()).isEqualTo(ETag.ofMd5(TestContent.md5(bytes)));
            }
            assertThat(store.read("b")).isEqualTo(bytes);
        }
    }

    private static List<String> pages(
            StoreFixture store, @Nullable String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            ObjectPage page =
                    store.storage()
                            .objects()
                            .list(BUCKET, new ListQuery("", delimiter, after, limit));
            List<String> names = new ArrayList<>(page.commonPrefixes());
            page.objects().forEach(object -> names.add(object.key().value()));
            names.sort(ObjectKey::compareUtf8);
            assertThat(names).hasSizeLessThanOrEqualTo(limit);
            all.addAll(names);
            after = page.next();
        } while (after != null);
        return all;
    }
}

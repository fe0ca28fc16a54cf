package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.WriteCondition;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reclaimer meets on its way. */
final class ReclaimerTest {
    private static final byte[] BYTES = TestContent.random(1, 1000);

    @TempDir
    Path directory;

    /** Whoever is first at the lock in a round: in some rounds it is the one who pauses. */
    @Test
    void trimAndBodyQueuedBetweenTwoPages_bodyWaitsForItsTrim() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            for (int round = 0; round < 40; round++) {
                store.put("old", BYTES);
                delete(store, "old");
                Upload upload = store.begin("a");
                Part named = store.putPart(upload, 1, BYTES);
                store.putPart(upload, 2, BYTES);
                FutureTask<Boolean> completed =
                        new FutureTask<>(
                                () -> store.storage()
                                        .reclaimer()
                                        .pause(() -> completeAndDelete(store, upload, named)));
                AtomicBoolean begun = new AtomicBoolean();
                store.powerCutDisk()
                        .beforeOperations(
                                () -> {
                                    if (begun.compareAndSet(false, true)) {
                                        awaitBlocked(Thread.ofPlatform().start(completed));
                                    }
                                });
                store.reclaim();
                assertThat(completed.get()).isTrue();
                store.powerCutDisk().beforeOperations(() -> {});
            }
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void uploadsOfLongKeys_fitIntoPages() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            for (int i = 0; i < 100; i++) {
                Upload upload = store.begin("k".repeat(1000) + i);
                store.putPart(upload, 1, new byte[] {1});
                store.storage().uploads().abort(BUCKET, upload.key(), upload.uploadId());
            }
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    private static boolean completeAndDelete(StoreFixture store, Upload upload, Part named) {
        store.complete(upload, named);
        delete(store, "a");
        return true;
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }

    private static void delete(StoreFixture store, String key) {
        store.storage().objects().delete(BUCKET, new ObjectKey(key), WriteCondition.NONE);
    }
}

package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads at once, and a clock that goes on all the time: what clients are told of when parts
 * landed and objects came is what the ledger has, to the millisecond.
 */
final class LedgerRecomputedTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 40;

    @TempDir
    Path directory;

    @Test
    void rowsOfManyThreads_giveTheLedgerAgain() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload shared = store.begin("shared");
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(threads.submit(() -> work(store, shared, number)));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
            for (Future<?> one : all) {
                assertThat(one.get()).isNull();
            }
            store.cutPowerAndReopen();

            PlainLedger plain = new PlainLedger();
            long objects = recomputeObjects(store, plain);
            long parts = recomputeParts(store, shared, plain);
            assertThat(objects).isEqualTo(THREADS * ROUNDS);
            assertThat(parts).isEqualTo(THREADS * ROUNDS);
            LedgerReading ledger = LedgerReading.of(store);
            assertThat(ledger.sums())
                    .hasSizeGreaterThan(6)
                    .containsExactlyInAnyOrderElementsOf(plain.sums(Instant.EPOCH));
            assertThat(ledger.cohorts())
                    .filteredOn(cell -> cell.event() == CohortEvent.LANDED)
                    .containsExactlyInAnyOrderElementsOf(plain.cohorts(Instant.EPOCH));
        }
    }

    private static @Nullable Void work(StoreFixture store, Upload shared, int thread)
            throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            int number = thread * ROUNDS + round;
            store.put("k" + number, TestContent.random(number, 10 + number));
            store.advance(Duration.ofSeconds(37));
            Part unused = store.putPart(shared, 1 + number, TestContent.random(number, 7));
            store.advance(Duration.ofMillis(991));
        }
        return null;
    }

    private static long recomputeObjects(StoreFixture store, PlainLedger plain) {
        List<ListedObject> objects =
                store.storage()
                        .objects()
                        .list(BUCKET, new ListQuery("", null, null, 1000))
                        .objects();
        objects.forEach(
                object -> plain.move(
                        new PlainLedger.Move(
                                object.storageClass(),
                                ByteClass.CURRENT,
                                object.sizeBytes(),
                                1,
                                object.lastModified())));
        return objects.size();
    }

    private static long recomputeParts(StoreFixture store, Upload upload, PlainLedger plain) {
        List<Part> parts =
                store.storage()
                        .uploads()
                        .parts(BUCKET, upload.key(), upload.uploadId(), 0, 1000)
                        .parts();
        parts.forEach(
                part -> plain.landed(
                        StorageClass.STANDARD,
                        upload.initiated(),
                        part.sizeBytes(),
                        part.lastModified()));
        return parts.size();
    }
}

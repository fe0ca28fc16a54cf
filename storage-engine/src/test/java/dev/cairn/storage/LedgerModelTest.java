package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.Versioning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations, also those of rules that are late, with power cuts, purges and hours that
 * become days in between: the ledger of the store is to the millisecond what a witness wrote down
 * who looked at the bucket before and behind each operation. The seed brings a failure back.
 */
final class LedgerModelTest {
    private static final int OPERATIONS = 300;
    private static final List<StorageClass> CLASSES =
            List.of(StorageClass.STANDARD, StorageClass.GLACIER, StorageClass.STANDARD_IA);

    @TempDir
    Path directory;

    /** Of every bucket there was, by its space. */
    private final Map<Long, LedgerWitness> witnesses = new LinkedHashMap<>();

    private Instant since = Instant.MAX;

    /** What an operation was, for the witness. */
    private record Done(
            @Nullable Instant due, LedgerWitness.@Nullable Completed completed) {
        static final Done NOW = new Done(null, null);

        static Done due(Instant instant) {
            return new Done(instant, null);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomOperations_areInTheLedgerAsAWitnessSawThem(long seed) throws Exception {
        Random random = new Random(seed);
        try (StoreFixture store = StoreFixture.openWithBucket(directory, seed)) {
            since = store.storage().ledger().since();
            for (int i = 0; i < OPERATIONS; i++) {
                advance(store, random);
                Done done = step(store, random, i > OPERATIONS / 10);
                Instant due = done.due();
                Instant counts = due != null && due.isBefore(since) ? since : due;
                witness(store).look(store, counts, done.completed());
                if (random.nextInt(20) == 0) {
                    dropBucket(store, random);
                }
                if (random.nextInt(25) == 0) {
                    maintain(store, random);
                    compareLiving(store, "seed " + seed + ", operation " + i);
                }
            }
            store.cutPowerAndReopen();
            compareLiving(store, "opened again, seed " + seed);
            store.awaitQuiet();
            witnesses.forEach((space, witness) -> compare(store, space, witness, "at the end"));
        }
    }

    private LedgerWitness witness(StoreFixture store) {
        long space = store.storage().buckets().get(BUCKET).id();
        return witnesses.computeIfAbsent(space, any -> new LedgerWitness());
    }

    private static void advance(StoreFixture store, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> store.advance(Duration.ofMillis(random.nextInt(3)));
            case 1 -> store.advance(Duration.ofMinutes(random.nextInt(200)));
            case 2 -> store.advance(Duration.ofMillis(random.nextInt(200_000_000)));
            default -> {}
        }
    }

    private static void maintain(StoreFixture store, Random random) throws Exception {
        switch (random.nextInt(4)) {
            case 0 -> store.cutPowerAndReopen();
            case 1 -> store.awaitQuiet();
            default -> store.foldHours(Duration.ofDays(1 + random.nextInt(6)));
        }
    }

    private void dropBucket(StoreFixture store, Random random) {
        if (random.nextInt(3) > 0) {
            return;
        }
        store.versions()
                .forEach(
                        version -> {
                            store.delete(version.key().value(), version.versionId());
                            witness(store).look(store, null, null);
                        });
        LedgerWitness witness = witness(store);
        store.storage().buckets().delete(BUCKET);
        witness.dropped(store.storage().clock().now());
        store.storage().buckets().create(BUCKET, StoreFixture.OWNER, "us-east-1");
    }

    private Done step(StoreFixture store, Random random, boolean versions) throws Exception {
        String key = "k" + random.nextInt(4);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> {
                store.put(key, bytes(random), in(random));
                yield Done.NOW;
            }
            case 3 -> {
                store.delete(key);
                yield Done.NOW;
            }
            case 4 -> deleteVersion(store, random);
            case 5 -> {
                if (versions) {
                    store.setVersioning(
                            random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED);
                }
                yield Done.NOW;
            }
            case 6, 7 -> {
                store.begin(key, in(random));
                yield Done.NOW;
            }
            case 8, 9, 10 -> putPart(store, random);
            case 11 -> complete(store, random);
            case 12 -> abort(store, random);
            case 13 -> abortByRule(store, random);
            default -> actByRule(store, random);
        };
    }

    private Done deleteVersion(StoreFixture store, Random random) {
        List<ListedVersion> all = store.versions();
        if (!all.isEmpty()) {
            ListedVersion version = all.get(random.nextInt(all.size()));
            store.delete(version.key().value(), version.versionId());
        }
        return Done.NOW;
    }

    private Done putPart(StoreFixture store, Random random) throws IOException {
        Upload upload = anyUpload(store, random);
        if (upload != null) {
            byte[] bytes = TestContent.random(random.nextLong(), 1 + random.nextInt(6000));
            Part unused = store.putPart(upload, 1 + random.nextInt(4), bytes);
        }
        return Done.NOW;
    }

    /** With one part, which may be as small as it likes; the others are not named. */
    private Done complete(StoreFixture store, Random random) {
        Upload upload = anyUpload(store, random);
        List<Part> parts =
                upload == null
                        ? List.of()
                        : store.storage()
                                .uploads()
                                .parts(BUCKET, upload.key(), upload.uploadId(), 0, 10)
                                .parts();
        if (upload == null || parts.isEmpty()) {
            return Done.NOW;
        }
        Part part = parts.get(random.nextInt(parts.size()));
        store.complete(upload, part);
        return new Done(null, new LedgerWitness.Completed(upload.uploadId(), part.number()));
    }

    private Done abort(StoreFixture store, Random random) {
        Upload upload = anyUpload(store, random);
        if (upload != null) {
            store.storage().uploads().abort(BUCKET, upload.key(), upload.uploadId());
        }
        return Done.NOW;
    }

    private Done abortByRule(StoreFixture store, Random random) {
        Upload upload = anyUpload(store, random);
        Instant due = due(store, random);
        if (upload != null) {
            assertThat(
                    store.storage()
                            .rules()
                            .abort(
                                    bucket(store),
                                    upload.key(),
                                    upload.uploadId(),
                                    lastPartAt -> true,
                                    due))
                    .isPresent();
        }
        return Done.due(due);
    }

    private Done actByRule(StoreFixture store, Random random) {
        List<RuleSubject> all =
                store.storage()
                        .rules()
                        .walk(bucket(store), new RuleScope("", 1000, 3), null, any -> true)
                        .subjects();
        Instant due = due(store, random);
        if (all.isEmpty()) {
            return Done.NOW;
        }
        RuleSubject subject = all.get(random.nextInt(all.size()));
        RuleStore rules = store.storage().rules();
        StorageClass target = in(random);
        boolean done =
                switch (subject.kind()) {
                    case CURRENT, CURRENT_VERSIONED ->
                            random.nextBoolean() && target != subject.storageClass()
                                    ? rules.changeClass(
                                            bucket(store), subject, target, any -> true, due)
                                    : rules.expire(bucket(store), subject, any -> true, due);
                    case NONCURRENT ->
                            random.nextBoolean() && target != subject.storageClass()
                                    ? rules.changeClass(
                                            bucket(store), subject, target, any -> true, due)
                                    : rules.remove(bucket(store), subject, any -> true, due);
                    case LONE_MARKER, MARKER, NONCURRENT_MARKER ->
                            rules.remove(bucket(store), subject, any -> true, due);
                };
        assertThat(done).isTrue();
        return Done.due(due);
    }

    /** Mostly a while ago, sometimes before there was anything, sometimes not yet. */
    private static Instant due(StoreFixture store, Random random) {
        Instant now = store.storage().clock().now();
        return now.minusMillis(random.nextLong(400_000_000) - 1_000_000);
    }

    private static @Nullable Upload anyUpload(StoreFixture store, Random random) {
        UploadQuery query = new UploadQuery("", null, null, null, 1000);
        List<Upload> open = store.storage().uploads().list(BUCKET, query).uploads();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private static byte[] bytes(Random random) {
        int size = random.nextBoolean() ? random.nextInt(300) : random.nextInt(140_000);
        return TestContent.random(random.nextLong(), size);
    }

    private static StorageClass in(Random random) {
        return CLASSES.get(random.nextInt(CLASSES.size()));
    }

    private static Bucket bucket(StoreFixture store) {
        return store.storage().buckets().get(BUCKET);
    }

    private void compareLiving(StoreFixture store, String when) {
        compare(store, bucket(store).id(), witness(store), when);
    }

    private static void compare(
            StoreFixture store, long space, LedgerWitness witness, String when) {
        Instant hoursFrom = store.storage().ledger().hoursFrom();
        LedgerReading ledger = LedgerReading.of(store.storage(), space);
        assertThat(ledger.sums())
                .describedAs(when)
                .containsExactlyInAnyOrderElementsOf(witness.plain().sums(hoursFrom));
        assertThat(ledger.cohorts())
                .describedAs(when)
                .containsExactlyInAnyOrderElementsOf(witness.plain().cohorts(hoursFrom));
    }
}

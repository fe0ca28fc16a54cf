package dev.cairn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Buckets in every state of versioning, with random rules that change in the middle, live through
 * months of random operations and passes; after each pass the store holds what plain lists
 * hold, and has done what they did.
 *
 * <p>Runs again from its seed with {@code -Dcairn.seed=…}, and longer with {@code
 * -Dcairn.lifecycle-model-rounds=…}: a round is a store with eight buckets.
 */
final class PassModelTest {
    private static final int BUCKETS = 8;
    private static final int STEPS = 500;
    private static final Instant BEGIN = Instant.parse("2023-12-20T08:00:00Z");

    @TempDir
    Path directory;

    @Test
    void passes_leaveWhatPlainListsHold() throws Exception {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        int rounds = Integer.getInteger("cairn.lifecycle-model-rounds", 40);
        System.out.println("PassModelTest: cairn.seed=" + seed);
        Map<LifecycleAction, Integer> done = new EnumMap<>(LifecycleAction.class);
        for (int round = 0; round < rounds; round++) {
            round(directory.resolve("round-" + round), seed + round)
                    .forEach((action, count) -> done.merge(action, count, Integer::sum));
        }
        System.out.println("PassModelTest: " + done);
        assertThat(done).containsOnlyKeys(LifecycleAction.values());
    }

    private static Map<LifecycleAction, Integer> round(Path directory, long seed)
            throws Exception {
        Random random = new Random(seed);
        try (RuledStore store = RuledStore.open(directory, DayScale.REAL, BEGIN)) {
            List<BucketTwin> buckets = new ArrayList<>();
            for (int i = 0; i < BUCKETS; i++) {
                BucketName name = store.newBucket(new BucketName("bucket-" + i)).name();
                buckets.add(new BucketTwin(store, name, random));
                if (i % 4 > 0) {
                    buckets.getLast().keepVersions();
                }
            }
            for (int step = 0; step < STEPS; step++) {
                BucketTwin bucket = buckets.get(random.nextInt(BUCKETS));
                String when = "cairn.seed=" + seed + " step " + step;
                switch (random.nextInt(12)) {
                    case 0, 1 -> store.moveTo(later(store.storage().clock().now(), random));
                    case 2, 3, 4 -> bucket.pass(when);
                    default -> when += " " + bucket.step();
                }
                if (random.nextInt(STEPS) == 0) {
                    store.reopen();
                }
                bucket.compare(when);
            }
            for (BucketTwin bucket : buckets) {
                bucket.pass("cairn.seed=" + seed + " at the end");
                bucket.pass("cairn.seed=" + seed + " again at the end");
                bucket.compareTags("cairn.seed=" + seed + " at the end");
            }
            assertThat(store.storage().check()).isEmpty();
            assertThat(store.storage().integrity().unaccountedBytes()).isZero();
            Map<LifecycleAction, Integer> done = new EnumMap<>(LifecycleAction.class);
            for (BucketTwin bucket : buckets) {
                bucket.done().forEach((action, count) -> done.merge(action, count, Integer::sum));
            }
            return done;
        }
    }

    /** A few days on, often to a midnight or the last moment before one. */
    private static Instant later(Instant now, Random random) {
        Instant moved = now.plus(Duration.ofMinutes(random.nextInt(6 * 24 * 60)));
        Instant midnight = moved.truncatedTo(ChronoUnit.DAYS);
        Instant chosen =
                switch (random.nextInt(4)) {
                    case 0 -> midnight;
                    case 1 -> midnight.minusMillis(1);
                    default -> moved;
                };
        return chosen.isBefore(now) ? now : chosen;
    }
}

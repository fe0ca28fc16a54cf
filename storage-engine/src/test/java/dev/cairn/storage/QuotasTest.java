package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.catalog.BucketSettingsDocument;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.IdleLimit;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.Upload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator has set for a bucket. */
final class QuotasTest {
    @TempDir
    Path directory;

    @Test
    void settings_areKeptAcrossAPowerCutAndGoWithTheBucket() throws Exception {
        BucketSettings settings = new BucketSettings(0L, null, Duration.ofDays(3), "mine");
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            assertThat(store.storage().buckets().settings(BUCKET)).isEqualTo(BucketSettings.NONE);
            store.storage().buckets().putSettings(BUCKET, settings);
            store.cutPowerAndReopen();
            assertThat(store.storage().buckets().settings(BUCKET)).isEqualTo(settings);

            store.storage().buckets().delete(BUCKET);
            store.storage().buckets().create(BUCKET, StoreFixture.OWNER, "us-east-1");
            assertThat(store.storage().buckets().settings(BUCKET)).isEqualTo(BucketSettings.NONE);
            store.awaitQuiet();
        }
    }

    @Test
    void idleTime_isInForceSinceItWasSet_alsoWhenOthersAreSetAnew() throws Exception {
        Duration idle = Duration.ofHours(3);
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Bucket bucket = store.storage().buckets().get(BUCKET);
            assertThat(store.storage().buckets().idleLimit(bucket)).isEmpty();
            Instant since = store.storage().clock().now().truncatedTo(ChronoUnit.MILLIS);
            set(store, new BucketSettings(null, null, idle, null));
            store.advance(Duration.ofDays(1));
            set(store, new BucketSettings(5L, null, idle, null));
            store.cutPowerAndReopen();
            assertThat(store.storage().buckets().idleLimit(bucket))
                    .contains(new IdleLimit(idle, since));

            set(store, new BucketSettings(5L, null, idle.plusHours(1), null));
            assertThat(store.storage().buckets().idleLimit(bucket))
                    .hasValueSatisfying(
                            limit -> assertThat(limit.since()).isAfter(since));
            set(store, BucketSettings.NONE);
            assertThat(store.storage().buckets().idleLimit(bucket)).isEmpty();
        }
    }

    @Test
    void idleTime_isInForceSinceItTookThePlaceOfAnotherThatCameBetween() throws Exception {
        AtomicReference<@Nullable InterposedCatalog> catalog = new AtomicReference<>();
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.wrapCatalog(
                    real -> {
                        InterposedCatalog interposed = new InterposedCatalog(real);
                        catalog.set(interposed);
                        return interposed;
                    });
            store.cutPowerAndReopen();
            Bucket bucket = store.storage().buckets().get(BUCKET);
            Instant[] settled = {Instant.MAX};
            Objects.requireNonNull(catalog.get())
                    .beforeCommits(
                            1,
                            () -> {
                                store.advance(Duration.ofHours(1));
                                set(store, idle(Duration.ofHours(5)));
                                settled[0] = store.storage().ledger().settled();
                            });
            Instant begun = store.storage().clock().now();
            set(store, idle(Duration.ofHours(3)));
            IdleLimit limit = store.storage().buckets().idleLimit(bucket).orElseThrow();
            assertThat(limit.after()).isEqualTo(Duration.ofHours(3));
            assertThat(limit.since()).isEqualTo(begun.plus(Duration.ofHours(1)));
            // While a put is under way, nothing counts as settled from its beginning on.
            assertThat(settled[0]).isEqualTo(begun);
        }
    }

    private static BucketSettings idle(Duration after) {
        return new BucketSettings(null, null, after, null);
    }

    @Test
    void settingsWithoutTheInstantOfAnIdleTime_canStillBeRead() {
        byte[] written = {1, 4, 60};
        assertThat(BucketSettingsDocument.decode(written).idleLimit())
                .contains(new IdleLimit(Duration.ofMinutes(1), Instant.EPOCH));
    }

    @Test
    void uploadBeyondTheCount_isRefusedUntilOneIsGone() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            set(store, new BucketSettings(2L, null, null, null));
            Upload first = store.begin("a");
            store.begin("b");

            assertThat(refusalOf(() -> store.begin("c")))
                    .isEqualTo(new Refusal.QuotaExceeded("openUploadsMax", 2, 3));
            store.storage().uploads().abort(BUCKET, first.key(), first.uploadId());
            store.begin("c");
            set(store, BucketSettings.NONE);
            store.begin("d");
        }
    }

    @Test
    void partBeyondTheBytes_isRefusedWithAndWithoutALength() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            set(store, new BucketSettings(null, 1000L, null, null));
            Upload upload = store.begin("a");
            store.putPart(upload, 1, new byte[600]);
            store.putPart(upload, 2, new byte[400]);

            Refusal beyond = new Refusal.QuotaExceeded("incompleteBytesMax", 1000, 1001);
            assertThat(refusalOf(() -> store.putPart(upload, 3, new byte[1]))).isEqualTo(beyond);
            assertThat(refusalOf(() -> store.putPartOfUnknownLength(upload, 3, new byte[1])))
                    .isEqualTo(beyond);
            assertThat(refusalOf(() -> store.putPart(upload, 2, new byte[401])))
                    .isEqualTo(beyond);
            // What does not grow is never too much.
            store.putPart(upload, 1, new byte[600]);
            store.putPart(upload, 2, new byte[1]);
            store.putPart(upload, 3, new byte[399]);
            assertThat(store.storage().usage().uploadOpenBytes()).isEqualTo(1000);
        }
    }

    private static void set(StoreFixture store, BucketSettings settings) {
        store.storage().buckets().putSettings(BUCKET, settings);
    }
}

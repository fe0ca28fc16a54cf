package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.Upload;
import dev.cairn.storage.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a store across power cuts. */
final class StoreClockTest {
    @TempDir
    Path directory;

    @Test
    void movedClock_isTheSameAfterAPowerCut() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Instant start = store.storage().clock().now();
            MovableClock hands = store.storage().movableClock();
            hands.advance(Duration.ofDays(8));
            hands.freeze(true);
            hands.signatures(true);
            store.cutPowerAndReopen();
            store.advance(Duration.ofHours(1));

            MovableClock.Reading reading = store.storage().movableClock().read();
            assertThat(reading.now()).isEqualTo(start.plus(Duration.ofDays(8)));
            assertThat(reading.real()).isEqualTo(start.plus(Duration.ofHours(1)));
            assertThat(reading.setting().frozen()).isTrue();
            assertThat(reading.setting().signatures()).isTrue();
            Upload upload = store.begin("a");
            assertThat(upload.initiated()).isEqualTo(reading.now());
        }
    }

    @Test
    void speed_goesOnWhileTheStoreIsClosed() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Instant start = store.storage().clock().now();
            store.storage().movableClock().speed(3600);
            store.cutPowerAndReopen();
            store.advance(Duration.ofSeconds(24));

            assertThat(store.storage().clock().now()).isEqualTo(start.plus(Duration.ofDays(1)));
        }
    }
}

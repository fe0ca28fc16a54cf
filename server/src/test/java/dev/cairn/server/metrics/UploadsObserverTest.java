package dev.cairn.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.admin.AdminFixture;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape learns of open uploads, and how long it waits for that. */
final class UploadsObserverTest {
    @TempDir
    Path directory;

    @Test
    void whoHasNoPatience_getsWhatIsKnown() throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            admin.begin(admin.bucket("vault"), "a");
            try (UploadsObserver observer =
                    new UploadsObserver(admin.storage(), Duration.ZERO)) {
                assertThat(observer.latest()).isEmpty();
            }
        }
    }

    @Test
    void buckets_areKnownByTheirOldestUploadAndTheBytesOfAll() throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            BucketName vault = admin.bucket("vault");
            admin.bucket("empty");
            String old = admin.begin(vault, "b");
            admin.putPart(vault, "b", old, 1, 100);
            admin.advance(Duration.ofDays(8));
            String fresh = admin.begin(vault, "a");
            admin.putPart(vault, "a", fresh, 1, 20);
            try (UploadsObserver observer =
                    new UploadsObserver(admin.storage(), Duration.ofMinutes(5))) {
                Map<String, OpenUploads> found = observer.latest();
                assertThat(found).containsOnlyKeys("vault");
                OpenUploads open = found.getOrDefault("vault", new OpenUploads());
                assertThat(open.bytes(UploadAge.UNDER_A_MONTH)).isEqualTo(100);
                assertThat(open.bytes(UploadAge.UNDER_A_DAY)).isEqualTo(20);
                assertThat(open.firstInitiated())
                        .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
            }
        }
    }

    @Test
    void onceClosed_nothingIsWaitedFor() throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            UploadsObserver observer =
                    new UploadsObserver(admin.storage(), Duration.ofDays(1));
            observer.close();
            assertThat(observer.latest()).isEmpty();
        }
    }
}

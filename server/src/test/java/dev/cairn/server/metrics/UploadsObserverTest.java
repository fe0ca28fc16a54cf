package dev.cairn.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.admin.AdminFixture;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape learns of open uploads, and how long it waits for that. */
final class UploadsObserverTest {
    private static final int CLIENTS = 8;

    @TempDir
    Path directory;

    @Test
    void whoHasNoPatience_getsWhatIsKnown() throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            admin.begin(admin.bucket("vault"), "a");
            try (UploadsObserver observer =
                    new UploadsObserver(admin.storage(), Duration.ZERO)) {
                assertThat(observer.latest()).isNull();
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
                Map<String, OpenUploads> found = found(observer);
                assertThat(found).containsOnlyKeys("vault");
                OpenUploads open = found.getOrDefault("vault", new OpenUploads());
                assertThat(open.bytes(UploadAge.UNDER_A_MONTH)).isEqualTo(100);
                assertThat(open.bytes(UploadAge.UNDER_A_DAY)).isEqualTo(20);
                assertThat(open.firstInitiated(upload -> true))
                        .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
                assertThat(open.firstInitiated(upload -> !upload.uploadId().equals(old)))
                        .isEqualTo(Instant.parse("2026-03-09T10:00:00Z"));
                assertThat(open.firstInitiated(upload -> false)).isNull();
            }
        }
    }

    @Test
    void oldestOfVeryMany_isKnownWithItsBytes() throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            BucketName vault = admin.bucket("vault");
            String oldest = admin.begin(vault, "z");
            admin.putPart(vault, "z", oldest, 1, 100);
            admin.advance(Duration.ofDays(8));
            begin(admin, vault, 100_500);
            admin.advance(Duration.ofDays(1));
            try (UploadsObserver observer =
                    new UploadsObserver(admin.storage(), Duration.ofMinutes(5))) {
                OpenUploads open = found(observer).getOrDefault("vault", new OpenUploads());
                assertThat(open.bytes(UploadAge.UNDER_A_MONTH)).isEqualTo(100);
                assertThat(open.firstInitiated(upload -> true))
                        .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
                // Of so many that have ended nobody knows which come next: these are no older.
                assertThat(open.firstInitiated(upload -> false))
                        .isEqualTo(Instant.parse("2026-03-09T10:00:00Z"));
            }
        }
    }

    private static Map<String, OpenUploads> found(UploadsObserver observer) {
        return Objects.requireNonNull(observer.latest()).found();
    }

    private static void begin(AdminFixture admin, BucketName bucket, int count)
            throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                clients.add(
                        threads.submit(
                                () -> {
                                    for (int i = first; i < count; i += CLIENTS) {
                                        admin.begin(bucket, "a/" + i);
                                    }
                                    return first;
                                }));
            }
            for (Future<Integer> client : clients) {
                int unused = client.get();
            }
        }
    }

    @Test
    void onceClosed_nothingIsWaitedFor() throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            UploadsObserver observer =
                    new UploadsObserver(admin.storage(), Duration.ofDays(1));
            observer.close();
            assertThat(observer.latest()).isNull();
        }
    }
}

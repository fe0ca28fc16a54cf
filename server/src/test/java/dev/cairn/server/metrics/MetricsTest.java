package dev.cairn.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.RequestLog;
import dev.cairn.server.admin.AdminFixture;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that Prometheus reads: names and figures. */
final class MetricsTest {
    private final Metrics metrics = new Metrics(Duration.ofMinutes(5));

    private static RequestLog request(String operation, int status, String errorCode) {
        return new RequestLog(
                "0123456789ABCDEF",
                operation,
                "GET",
                "/b/k",
                "b",
                "k",
                null,
                null,
                "127.0.0.1",
                status,
                errorCode.isEmpty() ? null : errorCode,
                10,
                1000,
                2_000_000);
    }

    private static Set<String> lines(String page) {
        return page.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }

    @Test
    void requests_areCountedByOperationAndCode() {
        metrics.requests().accept(request("GetObject", 200, ""));
        metrics.requests().accept(request("GetObject", 200, ""));
        metrics.requests().accept(request("GetObject", 404, "NoSuchKey"));
        assertThat(lines(metrics.scrape()))
                .contains(
                        "cairn_requests_total{code=\"200\",operation=\"GetObject\"} 2.0",
                        "cairn_requests_total{code=\"NoSuchKey\",operation=\"GetObject\"} 1.0",
                        "cairn_received_bytes_total 30.0",
                        "cairn_sent_bytes_total 3000.0",
                        "cairn_request_duration_seconds_count 3",
                        "cairn_request_duration_seconds_bucket{le=\"0.001\"} 0",
                        "cairn_request_duration_seconds_bucket{le=\"0.003\"} 3");
    }

    @Test
    void store_isShownUnderTheNamesOfTheContract(@TempDir Path directory) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
        try (Storage storage =
                Storage.open(
                        StorageSettings.of(directory), new Clock(now::get), metrics.registry())) {
            metrics.observe(storage);
            storage.buckets().create(new BucketName("vault"), "owner", "us-east-1");
            assertThat(lines(metrics.scrape()))
                    .contains(
                            "cairn_bucket_bytes{bucket=\"vault\",class=\"current\"} 0.0",
                            "cairn_bucket_bytes{bucket=\"vault\",class=\"noncurrent\"} 0.0",
                            "cairn_bucket_bytes{bucket=\"vault\",class=\"upload_open\"} 0.0",
                            "cairn_bucket_objects{bucket=\"vault\"} 0.0",
                            "cairn_uploads_open{bucket=\"vault\"} 0.0",
                            "cairn_upload_oldest_age_seconds{bucket=\"vault\"} 0.0",
                            "cairn_upload_open_bytes{age=\"lt1d\",bucket=\"vault\"} 0.0",
                            "cairn_upload_open_bytes{age=\"1d_7d\",bucket=\"vault\"} 0.0",
                            "cairn_upload_open_bytes{age=\"7d_30d\",bucket=\"vault\"} 0.0",
                            "cairn_upload_open_bytes{age=\"gt30d\",bucket=\"vault\"} 0.0",
                            "cairn_discarded_bytes 0.0",
                            "cairn_in_flight_bytes 0.0",
                            "cairn_unaccounted_bytes 0.0",
                            "cairn_reclaimed_bytes_total 0.0");
            assertThat(metrics.scrape())
                    .contains("cairn_commit_group_size_count")
                    .contains("cairn_sync_duration_seconds_count");
            storage.buckets().delete(new BucketName("vault"));
            assertThat(metrics.scrape()).doesNotContain("cairn_bucket_objects{bucket=");
            metrics.stopObserving();
        }
    }

    @Test
    void openUpload_showsItsAge(@TempDir Path directory) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
        BucketName bucket = new BucketName("vault");
        try (Storage storage = Storage.open(StorageSettings.of(directory), new Clock(now::get))) {
            metrics.observe(storage);
            storage.buckets().create(bucket, "owner", "us-east-1");
            NewObject object =
                    new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, "owner");
            Initiator initiator = new Initiator("owner", "key", "127.0.0.1", "test");
            ChecksumAlgorithm crc = ChecksumAlgorithm.CRC64NVME;
            NewUpload upload =
                    new NewUpload(object, initiator, crc, ChecksumType.FULL_OBJECT, false);
            storage.uploads().create(bucket, new ObjectKey("backup.tar"), upload);
            now.set(now.get().plusSeconds(90));
            storage.uploads().create(bucket, new ObjectKey("another.tar"), upload);
            now.set(now.get().plusSeconds(30));
            assertThat(lines(metrics.scrape()))
                    .contains(
                            "cairn_uploads_open{bucket=\"vault\"} 2.0",
                            "cairn_upload_oldest_age_seconds{bucket=\"vault\"} 120.0");
            metrics.stopObserving();
        }
    }

    @Test
    void oldestUpload_isShownAsItIsNowAlthoughTheLookRests(@TempDir Path directory)
            throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            BucketName vault = admin.bucket("vault");
            String old = admin.begin(vault, "a");
            admin.advance(Duration.ofSeconds(40));
            admin.begin(vault, "b");
            admin.advance(Duration.ofSeconds(2));
            metrics.observe(admin.storage());
            assertThat(lines(metrics.scrape()))
                    .contains("cairn_upload_oldest_age_seconds{bucket=\"vault\"} 42.0");
            admin.storage().uploads().abort(vault, new ObjectKey("a"), old);
            assertThat(lines(metrics.scrape()))
                    .contains("cairn_upload_oldest_age_seconds{bucket=\"vault\"} 2.0");
            metrics.stopObserving();
        }
    }

    @Test
    void beforeTheFirstLook_noAgeOfUploadsIsShown(@TempDir Path directory) throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory);
                Metrics impatient = new Metrics(Duration.ZERO)) {
            admin.begin(admin.bucket("vault"), "a");
            impatient.observe(admin.storage());
            assertThat(lines(impatient.scrape()))
                    .contains(
                            "cairn_uploads_open{bucket=\"vault\"} 1.0",
                            "cairn_uploads_measured_age_seconds NaN")
                    .noneMatch(line -> line.startsWith("cairn_upload_oldest_age_seconds{"))
                    .noneMatch(line -> line.startsWith("cairn_upload_open_bytes{"));
            impatient.stopObserving();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, lt1d", "PT23H59M59.999S, lt1d", "P1D, 1d_7d", "P6DT23H59M59.999S, 1d_7d",
        "P7D, 7d_30d", "P30D, gt30d", "P3000D, gt30d",
    })
    void openBytes_areShownByAge(Duration age, String tag, @TempDir Path directory)
            throws Exception {
        try (AdminFixture admin = AdminFixture.open(directory)) {
            BucketName vault = admin.bucket("vault");
            String id = admin.begin(vault, "backup.tar");
            admin.putPart(vault, "backup.tar", id, 1, 100);
            admin.putPart(vault, "backup.tar", id, 7, 20);
            admin.advance(age);
            metrics.observe(admin.storage());
            Set<String> shown = lines(metrics.scrape());
            metrics.stopObserving();
            for (String each : List.of("lt1d", "1d_7d", "7d_30d", "gt30d")) {
                assertThat(shown).contains(
                        "cairn_upload_open_bytes{age=\"%s\",bucket=\"vault\"} %s"
                                .formatted(each, each.equals(tag) ? "120.0" : "0.0"));
            }
        }
    }

    @Test
    void labelsBeyondTheLimit_shareOne() {
        BucketLabels labels = new BucketLabels(2);
        assertThat(labels.of("a")).isEqualTo("a");
        assertThat(labels.of("b")).isEqualTo("b");
        assertThat(labels.of("c")).isEqualTo(BucketLabels.OTHER);
        labels.retain(new HashSet<>(Set.of("b", "c")));
        assertThat(labels.of("b")).isEqualTo("b");
        assertThat(labels.of("c")).isEqualTo("c");
        assertThat(labels.of("a")).isEqualTo(BucketLabels.OTHER);
    }
}

package dev.cairn.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.server.CairnServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import tools.jackson.databind.json.JsonMapper;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What the server exports of open uploads, of how they end, and of the rules. */
class LifecycleMetricsIT {
    private static final int PART_BYTES = 300_000;

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("test-clock", "true"));

    @Test
    void everyEndOfAnUpload_isCountedByItsReason() throws Throwable {
        String bucket = cairn.bucket();
        String dropped = cairn.bucket();
        rule(bucket, "rule");
        String completed = upload(bucket, "completed");
        String aborted = upload(bucket, "aborted");
        String operator = upload(bucket, "operator");
        upload(bucket, "rule");
        upload(dropped, "dropped");
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(metrics())
                .containsEntry(openBytes(bucket, "lt1d"), 4.0 * PART_BYTES)
                .containsEntry(openBytes(bucket, "gt30d"), 0.0)
                .containsEntry("cairn_uploads_open{bucket=\"" + bucket + "\"}", 4.0));
        double reclaimed =
                Objects.requireNonNull(metrics().get("cairn_reclaimed_bytes_total"));

        complete(bucket, completed);
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(bucket).key("aborted").uploadId(aborted));
        assertThat(cairn.admin().send("DELETE",
                "/api/v1/uploads/" + operator + "?bucket=" + bucket + "&key=operator", "").status())
                .isEqualTo(200);
        cairn.s3().deleteBucket(request -> request.bucket(dropped));
        move("P2D");
        assertThat(cairn.admin().send("POST", "/api/v1/lifecycle/run", "{}").status())
                .isEqualTo(200);

        Eventually.within(Duration.ofSeconds(60), () -> {
            Map<String, Double> now = metrics();
            for (String reason : new String[] {"complete", "client_abort", "operator",
                "lifecycle"}) {
                assertThat(now).containsEntry(closed(bucket, reason), 1.0);
            }
            assertThat(now).containsEntry(closed(bucket, "bucket_delete"), 0.0)
                    .containsEntry(closed(dropped, "bucket_delete"), 1.0)
                    .containsEntry("cairn_lifecycle_actions_total{"
                            + "action=\"AbortIncompleteMultipartUpload\",result=\"done\"}", 1.0)
                    .containsEntry("cairn_lifecycle_actions_total{"
                            + "action=\"Expiration\",result=\"failed\"}", 0.0)
                    .containsEntry("cairn_reclaimed_bytes_total", reclaimed + 4.0 * PART_BYTES)
                    .containsEntry("cairn_unaccounted_bytes", 0.0);
            assertThat(now.get("cairn_lifecycle_lag_seconds")).isBetween(0.0, 60.0);
        });
    }

    @Test
    void openUpload_growsOlderByTheClockOfTheStore() throws Throwable {
        String bucket = cairn.bucket();
        upload(bucket, "a");
        String oldest = "cairn_upload_oldest_age_seconds{bucket=\"" + bucket + "\"}";
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(metrics())
                .containsEntry(openBytes(bucket, "lt1d"), (double) PART_BYTES));

        move("P6D");
        awaitAge(bucket, "1d_7d");
        assertThat(metrics().get(oldest)).isBetween(6 * 86_400.0, 6 * 86_400.0 + 600);
        move("P7D");
        awaitAge(bucket, "7d_30d");
        move("P30D");
        awaitAge(bucket, "gt30d");
    }

    private static void awaitAge(String bucket, String age) throws Throwable {
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(metrics())
                .containsEntry(openBytes(bucket, age), (double) PART_BYTES)
                .containsEntry(openBytes(bucket, "lt1d"), 0.0));
    }

    private static String openBytes(String bucket, String age) {
        return "cairn_upload_open_bytes{age=\"" + age + "\",bucket=\"" + bucket + "\"}";
    }

    private static String closed(String bucket, String reason) {
        return "cairn_uploads_closed_total{bucket=\"" + bucket + "\",reason=\"" + reason + "\"}";
    }

    private static Map<String, Double> metrics() {
        return cairn.admin().text("/metrics").lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                        (one, other) -> other,
                        HashMap::new));
    }

    private static void move(String duration) {
        assertThat(cairn.admin().send("PUT", "/api/v1/clock",
                JsonMapper.shared().writeValueAsString(Map.of("advance", duration))).status())
                .isEqualTo(200);
    }

    private static void rule(String bucket, String prefix) {
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(LifecycleRule.builder()
                        .id("a day").status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix(prefix))
                        .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1))
                        .build())));
    }

    private static String upload(String bucket, String key) {
        String id = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key(key)).uploadId();
        cairn.s3().uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromBytes(new byte[PART_BYTES]));
        return id;
    }

    private static void complete(String bucket, String id) {
        String etag = cairn.s3().listParts(
                request -> request.bucket(bucket).key("completed").uploadId(id))
                .parts().getFirst().eTag();
        cairn.s3().completeMultipartUpload(request -> request.bucket(bucket).key("completed")
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(
                        CompletedPart.builder().partNumber(1).eTag(etag).build())));
    }
}

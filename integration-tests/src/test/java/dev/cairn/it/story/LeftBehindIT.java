package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.it.DiskUsage;
import dev.cairn.it.Eventually;
import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.client.CommandLine;
import dev.cairn.it.client.PythonClients;
import dev.cairn.it.server.CairnServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/**
 * Five parts were planned, three landed, the client died. A rule ends that at the midnight behind its
 * days, a moment later nothing is left of it; without a rule it stays, and everybody can see that.
 *
 * <p>The clock stands still between the steps. A pass of the server's own that is due has run before
 * the clock reaches the midnight, and the next one is not due there yet.
 */
class LeftBehindIT {
    private static final String KEY = "backup.tar";
    private static final String RUN = "/api/v1/lifecycle/run";
    private static final int PART_BYTES = 5 << 20;
    private static final int LATE_BYTES = 1024;
    private static final long LEFT_BYTES = 3L * PART_BYTES;

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options
                    .withFlag("test-clock", "true").withFlag("lifecycle-interval", "PT2S"));

    @TempDir
    static Path folder;

    /** Who leaves uploads behind. */
    enum Client {
        JAVA_SDK {
            @Override
            void leaveBehind(String bucket) {
                String id = cairn.s3().createMultipartUpload(
                        request -> request.bucket(bucket).key(KEY)).uploadId();
                for (int number = 1; number <= 3; number++) {
                    part(bucket, id, number, PART_BYTES);
                }
            }

            @Override
            String sendLatePart(String bucket, String id) {
                S3Exception refused =
                        catchThrowableOfType(
                                S3Exception.class, () -> part(bucket, id, 4, LATE_BYTES));
                return refused == null ? "accepted" : refused.awsErrorDetails().errorCode();
            }
        },
        BOTO3 {
            @Override
            void leaveBehind(String bucket) {
                assertThat(python(bucket, PART_BYTES).exitCode()).isEqualTo(1);
            }

            @Override
            String sendLatePart(String bucket, String id) {
                return python(bucket, LATE_BYTES, id).succeeded().strip();
            }
        };

        abstract void leaveBehind(String bucket);

        /** Sends part four; the code of the answer, or that it was accepted. */
        abstract String sendLatePart(String bucket, String id);
    }

    @BeforeEach
    void freezeClock() {
        clock("{\"freeze\":true}");
    }

    @ParameterizedTest
    @CsvSource({"JAVA_SDK, 7", "JAVA_SDK, 3", "BOTO3, 7", "BOTO3, 3"})
    void rule_endsItAtTheMidnightBehindItsDays(Client client, int days) throws Throwable {
        requireClient(client);
        String bucket = cairn.bucket();
        putRule(bucket, days);
        client.leaveBehind(bucket);
        JsonNode left = left(bucket);
        String id = left.get("uploadId").asString();
        Instant initiated = Instant.parse(left.get("initiated").asString());
        Instant midnight = initiated.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(days + 1L));
        assertThat(left.get("abortDate").asString()).isEqualTo(midnight.toString());
        assertThat(left.get("abortRuleId").asString()).isEqualTo("end what was left behind");

        clock("{\"advance\":\"P" + days + "D\"}");
        assertThat(run(bucket).get("actions")).isEmpty();
        clock("{\"set\":\"" + midnight.minusSeconds(1) + "\"}");
        awaitScheduledPass();
        assertThat(run(bucket).get("actions")).isEmpty();
        assertThat(left(bucket).get("uploadId").asString()).isEqualTo(id);

        long before = blobBytes();
        clock("{\"set\":\"" + midnight + "\"}");
        JsonNode report = run(bucket);

        assertThat(report.get("actions")).hasSize(1);
        JsonNode action = report.get("actions").get(0);
        assertThat(action.get("action").asString()).isEqualTo("AbortIncompleteMultipartUpload");
        assertThat(action.get("uploadId").asString()).isEqualTo(id);
        assertThat(action.get("dueAt").asString()).isEqualTo(midnight.toString());
        assertThat(action.get("bytes").asLong()).isEqualTo(LEFT_BYTES);
        assertThat(action.get("result").asString()).isEqualTo("done");
        assertThat(report.get("bytesReclaimed").asLong()).isEqualTo(LEFT_BYTES);
        assertThat(blobBytes()).isLessThanOrEqualTo(before - LEFT_BYTES);
        assertThat(client.sendLatePart(bucket, id)).isEqualTo("NoSuchUpload");
        assertNothingIsLeft(bucket);
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void withoutRule_itStaysAndIsShown(Client client) throws Throwable {
        requireClient(client);
        String bucket = cairn.bucket();
        client.leaveBehind(bucket);

        clock("{\"advance\":\"P60D\"}");
        assertThat(run(bucket).get("actions")).isEmpty();

        JsonNode left = left(bucket);
        assertThat(left.get("abortDate").isNull()).isTrue();
        assertThat(left.get("abortRuleId").isNull()).isTrue();
        assertThat(cairn.admin().list("/api/v1/lifecycle/missing", Map.of()))
                .anySatisfy(missing -> {
                    assertThat(missing.get("bucket").asString()).isEqualTo(bucket);
                    assertThat(missing.get("openBytes").asLong()).isEqualTo(LEFT_BYTES);
                });
        String id = left.get("uploadId").asString();
        assertThat(client.sendLatePart(bucket, id)).isEqualTo("accepted");
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(bucket).key(KEY).uploadId(id));
        Eventually.within(Duration.ofSeconds(30), () -> assertNothingIsLeft(bucket));
    }

    private static void assertNothingIsLeft(String bucket) {
        assertThat(cairn.admin().uploads(bucket)).isEmpty();
        JsonNode usage = cairn.admin().usage(bucket);
        assertThat(usage.get("bytes").get("uploadOpen").asLong()).isZero();
        assertThat(usage.get("uploadCount").asLong()).isZero();
        assertThat(usage.get("partCount").asLong()).isZero();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
        assertThat(cairn.admin().integrity().remainder()).isZero();
        assertThat(cairn.admin().integrity().discardedBytes()).isZero();
    }

    /** What lies open in the bucket: one upload of three parts. */
    private static JsonNode left(String bucket) {
        List<JsonNode> open = cairn.admin().uploads(bucket);
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().get("partCount").asInt()).isEqualTo(3);
        assertThat(open.getFirst().get("bytes").asLong()).isEqualTo(LEFT_BYTES);
        return open.getFirst();
    }

    private static JsonNode run(String bucket) {
        AdminClient.Answer answer =
                cairn.admin().send("POST", RUN, "{\"bucket\":\"" + bucket + "\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.document().get("failures").asLong()).isZero();
        return answer.document();
    }

    /** The clock stands still, so a pass that began since it was moved leaves no lag at all. */
    private static void awaitScheduledPass() throws Throwable {
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(
                cairn.admin().text("/metrics").lines())
                .contains("cairn_lifecycle_lag_seconds 0.0"));
    }

    private static void clock(String change) {
        assertThat(cairn.admin().send("PUT", "/api/v1/clock", change).status()).isEqualTo(200);
    }

    private static void putRule(String bucket, int days) {
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(LifecycleRule.builder()
                        .id("end what was left behind").status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix(""))
                        .abortIncompleteMultipartUpload(
                                abort -> abort.daysAfterInitiation(days))
                        .build())));
    }

    private static void part(String bucket, String id, int number, int sizeBytes) {
        cairn.s3().uploadPart(
                request -> request.bucket(bucket).key(KEY).uploadId(id).partNumber(number),
                RequestBody.fromBytes(new byte[sizeBytes]));
    }

    private static void requireClient(Client client) {
        if (client == Client.BOTO3) {
            PythonClients.requireBoto3();
        }
    }

    private static CommandLine.Result python(String bucket, int partBytes, String... uploadId) {
        List<String> command = new ArrayList<>(List.of(
                "python3", PythonClients.script("leave_behind.py").toString(), bucket, KEY,
                String.valueOf(partBytes)));
        command.addAll(List.of(uploadId));
        return PythonClients.shell(cairn, folder).run(command);
    }

    private static long blobBytes() {
        return DiskUsage.fileBytes(cairn.dataDir().resolve("blobs"));
    }
}

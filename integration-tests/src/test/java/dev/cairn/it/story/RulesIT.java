package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.it.Eventually;
import dev.cairn.it.server.CairnServer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/** An upload that was left behind is ended by its rule, and at the time that its headers say. */
class RulesIT {
    private static final String KEY = "backup.tar";
    private static final String LEFT = "left open";
    private static final int PART_BYTES = 5 << 20;
    private static final LifecycleRule WEEK = LifecycleRule.builder()
            .id("a week").status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix("backup"))
            .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(7))
            .build();

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("test-clock", "true"));

    @Test
    void uploadLeftBehind_isEndedAtTheMidnightThatItsHeadersName() throws Throwable {
        String ruled = cairn.bucket();
        String unruled = cairn.bucket();
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(ruled)
                .lifecycleConfiguration(configuration -> configuration.rules(WEEK)));
        String id = upload(ruled, KEY);
        String left = upload(ruled, LEFT);
        String unruledId = upload(unruled, KEY);
        ListPartsResponse parts = cairn.s3().listParts(
                request -> request.bucket(ruled).key(KEY).uploadId(id));
        Instant initiated = cairn.s3().listMultipartUploads(
                request -> request.bucket(ruled).prefix(KEY)).uploads().getFirst().initiated();
        assertThat(parts.abortRuleId()).isEqualTo("a week");
        assertThat(parts.abortDate()).isEqualTo(
                initiated.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(8)
                        .toInstant());

        move("{\"set\":\"" + parts.abortDate().minus(Duration.ofHours(1)) + "\"}");
        awaitPass();
        assertThat(openKeys(ruled)).containsExactly(KEY, LEFT);

        move("{\"set\":\"" + parts.abortDate().plus(Duration.ofHours(2)) + "\"}");
        Eventually.within(Duration.ofSeconds(60),
                () -> assertThat(openKeys(ruled)).containsExactly(LEFT));
        assertThatThrownBy(() -> part(ruled, KEY, id, 4))
                .isInstanceOfSatisfying(S3Exception.class,
                        // Its code stays in java.net, see SdkClients.withoutExpect.
                        refused -> assertThat(refused.statusCode()).isEqualTo(404));
        assertThat(openKeys(unruled)).containsExactly(KEY);
        Eventually.within(Duration.ofSeconds(30), () -> {
            JsonNode books = cairn.admin().get("/api/v1/integrity", Map.of());
            assertThat(books.get("discardedBytes").asLong()).isZero();
            assertThat(books.get("unaccountedBytes").asLong()).isZero();
            assertThat(books.get("logical").get("uploadOpen").asLong())
                    .isEqualTo(2L * 3 * PART_BYTES);
        });

        // What is left over survives a crash, and so does the rule.
        cairn.killAndRestart();
        assertThat(openKeys(ruled)).containsExactly(LEFT);
        part(ruled, LEFT, left, 4);
        part(unruled, KEY, unruledId, 4);
    }

    /** The clock was moved by days: a pass since then brings the lag down to seconds. */
    private static void awaitPass() throws Throwable {
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(
                cairn.admin().text("/metrics").lines()
                        .filter(line -> line.startsWith("cairn_lifecycle_lag_seconds "))
                        .map(line -> Double.valueOf(line.substring(line.indexOf(' ')))))
                .singleElement().satisfies(lag -> assertThat(lag).isLessThan(60)));
    }

    private static void move(String body) {
        assertThat(cairn.admin().send("PUT", "/api/v1/clock", body).status()).isEqualTo(200);
    }

    private static List<String> openKeys(String bucket) {
        return cairn.s3().listMultipartUploads(request -> request.bucket(bucket)).uploads()
                .stream().map(upload -> upload.key()).toList();
    }

    private static String upload(String bucket, String key) {
        String id = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key(key)).uploadId();
        for (int number = 1; number <= 3; number++) {
            part(bucket, key, id, number);
        }
        return id;
    }

    private static void part(String bucket, String key, String id, int number) {
        cairn.s3().uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(new byte[PART_BYTES]));
    }
}

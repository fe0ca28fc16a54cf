package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.server.CairnServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import tools.jackson.databind.JsonNode;

/**
 * What is at the edges of a bill: days that a leap year adds, midnights to the millisecond, rules
 * that are changed or taken away when they are due, buckets that are deleted, a server that is moved
 * to another time zone. One part in each upload; the clock stands still between its jumps.
 */
class InvoiceEdgesIT {
    private static final int PART = 5 << 20;
    private static final int SMALL = 1000;
    private static final String KEY = "backup/2032.tar";
    private static final String OPEN = "incomplete-multipart-uploads";
    private static final String DELETED = "deleted-storage";
    private static final String CURRENT = "storage-current";
    private static final Instant BEGIN = Instant.parse("2032-02-01T00:00:00Z");
    private static final Instant LEAP = Instant.parse("2032-02-25T10:00:00Z");
    private static final Instant OTHER_YEAR = Instant.parse("2033-02-25T10:00:00Z");
    private static final Instant END = Instant.parse("2033-08-01T00:00:00Z");
    private static final String WASABI = "wasabi-payg";

    /** 14 hours ahead of UTC, so that its days and months are others. */
    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(
                    options -> options.withFlag("test-clock", "true")
                            .withFlag("lifecycle-interval", "PT1S")
                            .withEnvironment("TZ", "Pacific/Kiritimati"));

    private final Map<String, String> buckets = new HashMap<>();
    private final Map<String, String> uploads = new HashMap<>();

    @Test
    void everyEdge_isBilledToTheMillisecond_inAnyTimeZone() throws Throwable {
        clock("{\"freeze\":true}");
        set(BEGIN);
        open("abandoned");
        liveInLeapYear();
        String dropped = liveAndDie();
        set(OTHER_YEAR);
        rule("other", 7);
        open("other");
        assertThat(abortDate("other")).isEqualTo("2033-03-05T00:00:00Z");
        set(END.plus(Duration.ofHours(1)));
        awaitFinal();

        assertMonths();
        assertRules();
        // Priced as before, though its settings are gone.
        assertThat(lifetime("dropped").toString()).isEqualTo(dropped);
        assertNothingButPricesChangeWithThePlan();
        String before = everything();
        assertThat(everything()).isEqualTo(before);
        cairn.killAndRestart(options -> options.withEnvironment("TZ", "America/St_Johns"));
        assertThat(everything()).isEqualTo(before);
        cairn.killAndRestart(options -> options.withEnvironment("TZ", "UTC"));
        assertThat(everything()).isEqualTo(before);
    }

    private void liveInLeapYear() throws Throwable {
        set(LEAP);
        rule("leap", 7);
        open("leap");
        rule("shortened", 30);
        open("shortened");
        assertThat(abortDate("leap")).isEqualTo("2032-03-04T00:00:00Z");
        assertThat(abortDate("shortened")).isEqualTo("2032-03-27T00:00:00Z");

        set(Instant.parse("2032-03-01T00:00:00Z"));
        rule("first moment", 7);
        open("first moment");
        set(Instant.parse("2032-03-01T23:59:59.999Z"));
        rule("last moment", 7);
        open("last moment");
        for (String name : List.of("first moment", "last moment")) {
            assertThat(abortDate(name)).isEqualTo("2032-03-09T00:00:00Z");
            assertThat(cairn.s3().listParts(request -> request.bucket(bucket(name)).key(KEY)
                    .uploadId(upload(name))).abortDate())
                    .isEqualTo(Instant.parse("2032-03-09T00:00:00Z"));
        }

        // The rule is made shorter ten days later, when its new days are over: due from then.
        set(LEAP.plus(Duration.ofDays(10)));
        awaitPass();
        rule("shortened", 3);
        // S3's date is that of the rule; what is billed goes on until it came.
        JsonNode shortened = cairn.admin().uploads(bucket("shortened")).getFirst();
        assertThat(shortened.get("abortDate").asString()).isEqualTo("2032-02-29T00:00:00Z");
        assertThat(shortened.get("costSoFar").get("amount").asString()).isEqualTo("0.000037");
        assertThat(shortened.get("costUntilAbort")).isEqualTo(shortened.get("costSoFar"));

        // Taken away when it is due, but before a pass has come by.
        Instant due = Instant.parse("2032-03-09T00:00:00Z");
        rule("taken away", 1);
        open("taken away");
        set(Instant.parse("2032-03-07T23:59:59.999Z"));
        awaitPass();
        set(Instant.parse("2032-03-08T00:00:00.500Z"));
        assertThat(abortDate("taken away")).isEqualTo("2032-03-08T00:00:00Z");
        assertThat(statement("taken away", null, "2032-03-01", "2032-03-08").get("final")
                .asBoolean()).isFalse();
        cairn.s3().deleteBucketLifecycle(
                request -> request.bucket(bucket("taken away")));
        cairn.killAndRestart();
        set(due.minusSeconds(1));
        awaitPass();
        assertThat(cairn.admin().uploads(bucket("first moment"))).hasSize(1);
        assertThat(cairn.admin().uploads(bucket("last moment"))).hasSize(1);
        set(due);
        awaitGone("first moment");
        awaitGone("last moment");
        awaitGone("leap");
        awaitGone("shortened");
        assertThat(cairn.admin().uploads(bucket("taken away"))).hasSize(1);
    }

    /** A bucket with a plan of its own lives for a day; what its statement was then. */
    private String liveAndDie() throws Throwable {
        String name = "dropped";
        buckets.put(name, cairn.bucket());
        assertThat(cairn.admin()
                .send(
                        "PUT",
                        "/api/v1/buckets/" + bucket(name) + "/settings",
                        "{\"plan\":\"" + WASABI + "\"}")
                .status()).isEqualTo(200);
        cairn.s3().putObject(
                request -> request.bucket(bucket(name)).key(KEY),
                RequestBody.fromBytes(new byte[SMALL]));
        set(Instant.parse("2032-03-10T00:00:00Z"));
        cairn.s3().deleteObject(request -> request.bucket(bucket(name)).key(KEY));
        set(Instant.parse("2032-10-01T00:00:00Z"));
        awaitPass();
        JsonNode living = lifetime(name);
        assertThat(living.get("plan").asString()).isEqualTo(WASABI);
        assertThat(living.get("final").asBoolean()).isTrue();
        cairn.s3().deleteBucket(request -> request.bucket(bucket(name)));
        JsonNode gone = lifetime(name);
        assertThat(gone.toString()).isEqualTo(living.toString());
        // Wasabi charges small objects for 4,096 bytes.
        assertThat(seconds(gone, CURRENT)).isEqualByComparingTo(byteSeconds(4096, 24));
        assertThat(seconds(gone, DELETED)).isEqualByComparingTo(byteSeconds(4096, 89 * 24));
        return gone.toString();
    }

    private JsonNode lifetime(String name) {
        return statement(name, null, "2032-02-01", "2032-08-01");
    }

    /** Hours differ from month to month, the price of a month does not. */
    private void assertMonths() {
        Map<String, Integer> hours = new TreeMap<>();
        hours.put("2032-02", 696);
        hours.put("2032-03", 744);
        hours.put("2032-04", 720);
        hours.put("2033-02", 672);
        hours.put("2033-03", 744);
        hours.forEach((month, expected) -> {
            String next = month.substring(0, 6) + (month.charAt(6) - '0' + 1);
            JsonNode statement =
                    statement("abandoned", "aws-standard", month + "-01", next + "-01");
            assertThat(seconds(statement, OPEN)).describedAs(month)
                    .isEqualByComparingTo(byteSeconds(PART, expected));
            assertThat(line(statement, OPEN).get("quantity").asString()).describedAs(month)
                    .isEqualTo("0.004882812");
        });
    }

    private void assertRules() {
        // 182 hours each: from ten to the midnight behind seven days, with and without a 29th.
        expect("leap", 182 * 3600, "aws-standard", 0);
        expect("other", 182 * 3600, "aws-standard", 0);
        expect("first moment", 192 * 3600, WASABI, (90 - 8) * 86_400L);
        BigDecimal lastMoment = seconds(statement("last moment", "aws-standard"), OPEN);
        assertThat(lastMoment)
                .isEqualByComparingTo(new BigDecimal("604800.001").multiply(bytes(PART)));
        expect("shortened", 10 * 86_400L, WASABI, 80 * 86_400L);
        Instant landed = LEAP.plus(Duration.ofDays(10));
        expect("taken away", Duration.between(landed, END).toSeconds(), "aws-standard", 0);
        expect("taken away", 30 * 86_400L, WASABI, 60 * 86_400L);
    }

    private void assertNothingButPricesChangeWithThePlan() {
        String before = everything();
        for (String plan : List.of(
                "aws-standard", WASABI, "wasabi-reserved", "backblaze-b2", "cloudflare-r2")) {
            assertThat(statement("abandoned", plan).get("plan").asString()).isEqualTo(plan);
            assertThat(cairn.admin().get("/api/v1/forecast", Map.of("plan", plan))
                    .get("uploads")).isNotEmpty();
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** All that the ledger says, by the plans of the buckets. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        Map<String, String> period = Map.of("from", "2032-02-01", "to", END.toString());
        all.append(cairn.admin().list("/api/v1/usage/daily", period));
        new TreeMap<>(buckets).keySet().forEach(name -> {
            all.append(statement(name, null));
            all.append(statement(name, "wasabi-reserved"));
        });
        return all.toString();
    }

    private void expect(String name, long openSeconds, String plan, long deletedSeconds) {
        JsonNode statement = statement(name, plan);
        assertThat(statement.get("final").asBoolean()).isTrue();
        assertThat(seconds(statement, OPEN)).describedAs(name)
                .isEqualByComparingTo(bytes(PART).multiply(BigDecimal.valueOf(openSeconds)));
        assertThat(seconds(statement, DELETED)).describedAs(name)
                .isEqualByComparingTo(bytes(PART).multiply(BigDecimal.valueOf(deletedSeconds)));
    }

    private static BigDecimal bytes(long bytes) {
        return BigDecimal.valueOf(bytes);
    }

    private static BigDecimal byteSeconds(long bytes, int hours) {
        return bytes(bytes).multiply(BigDecimal.valueOf(hours * 3600L));
    }

    private static BigDecimal seconds(JsonNode statement, String id) {
        return new BigDecimal(line(statement, id).get("byteSeconds").asString());
    }

    private static JsonNode line(JsonNode statement, String id) {
        return StreamSupport.stream(statement.get("lines").spliterator(), false)
                .filter(line -> line.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode statement(String name, @Nullable String plan) {
        return statement(name, plan, "2032-02-01", END.toString());
    }

    private JsonNode statement(String name, @Nullable String plan, String from, String to) {
        Map<String, String> query = new TreeMap<>();
        query.put("bucket", bucket(name));
        query.put("from", from);
        query.put("to", to);
        if (plan != null) {
            query.put("plan", plan);
        }
        return cairn.admin().get("/api/v1/statement", query);
    }

    private String abortDate(String name) {
        return cairn.admin().uploads(bucket(name)).getFirst().get("abortDate").asString();
    }

    private static void awaitFinal() throws Throwable {
        Map<String, String> period = Map.of("from", "2032-02-01", "to", END.toString());
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(
                cairn.admin().get("/api/v1/statement", period).get("final").asBoolean())
                .isTrue());
    }

    /** The clock stands still, so a pass that began since it was moved leaves no lag at all. */
    private static void awaitPass() throws Throwable {
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(
                cairn.admin().text("/metrics").lines())
                .contains("cairn_lifecycle_lag_seconds 0.0"));
    }

    private void awaitGone(String name) throws Throwable {
        Eventually.within(Duration.ofSeconds(60),
                () -> assertThat(cairn.admin().uploads(bucket(name))).isEmpty());
    }

    private String bucket(String name) {
        return Objects.requireNonNull(buckets.get(name));
    }

    private String upload(String name) {
        return Objects.requireNonNull(uploads.get(name));
    }

    private void rule(String name, int days) {
        String bucket = buckets.computeIfAbsent(name, any -> cairn.bucket());
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(LifecycleRule.builder()
                        .id("after " + days).status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix(""))
                        .abortIncompleteMultipartUpload(
                                abort -> abort.daysAfterInitiation(days))
                        .build())));
    }

    /** Begins an upload and sends its only part. */
    private void open(String name) {
        String bucket = buckets.computeIfAbsent(name, any -> cairn.bucket());
        String id = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key(KEY)).uploadId();
        uploads.put(name, id);
        cairn.s3().uploadPart(
                request -> request.bucket(bucket).key(KEY).uploadId(id).partNumber(1),
                RequestBody.fromBytes(new byte[PART]));
    }

    private static void set(Instant instant) {
        clock("{\"set\":\"" + instant + "\"}");
    }

    private static void clock(String body) {
        AdminClient.Answer answer = cairn.admin().send("PUT", "/api/v1/clock", body);
        assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(200);
    }
}

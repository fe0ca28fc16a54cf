package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.server.CairnServer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import tools.jackson.databind.JsonNode;

/**
 * The examples of docs/BILLING.md over HTTP, each in a bucket of its own, all begun on the first of
 * March at ten: the clock stands still while parts land, and jumps in between, so that rules run late.
 */
class InvoiceIT {
    private static final Instant T0 = Instant.parse("2031-03-01T10:00:00Z");
    private static final Instant END = Instant.parse("2031-07-01T00:00:00Z");
    private static final int PART = Integer.getInteger("cairn.invoice-part-bytes", 5 << 20);
    private static final String KEY = "backup/2031.tar";
    private static final String OPEN = "incomplete-multipart-uploads";
    private static final String DELETED = "deleted-storage";
    private static final String CURRENT = "storage-current";
    private static final List<String> STORAGE = List.of(CURRENT, OPEN, DELETED);

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(
                    options -> options.withFlag("test-clock", "true")
                            .withFlag("lifecycle-interval", "PT1S"));

    private final byte[] content = new byte[PART];
    private final Map<String, String> buckets = new HashMap<>();
    private final Map<String, String> uploads = new HashMap<>();

    @Test
    void everyExample_isBilledToTheByteSecond_alsoAfterACrash() throws Throwable {
        clock("{\"freeze\":true}");
        set(T0);
        begin();
        live();
        set(END.plus(Duration.ofHours(1)));
        awaitFinal();

        assertExamples();
        assertDaysOfAbandonedUpload();
        assertMonthsOfUnruledUpload();
        assertPeriodsAddUp();
        assertBucketsAddUp();
        String first = text("wasabi-payg", bucket("2"));
        assertThat(text("wasabi-payg", bucket("2"))).isEqualTo(first);
        cairn.killAndRestart();
        assertThat(text("wasabi-payg", bucket("2"))).isEqualTo(first);
        assertExamples();
    }

    private void begin() {
        for (String name : List.of(
                "1", "2", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14")) {
            buckets.put(name, cairn.bucket());
        }
        plan("1", "wasabi-reserved");
        rule("4", 7);
        rule("5", 3);
        for (String name : List.of("1", "2", "4", "5", "6", "7", "8", "9", "11", "14")) {
            open(name);
            for (int number = 1; number <= 3; number++) {
                part(name, number);
            }
        }
        open("10");
        part("10", 1);
        open("12");
        cairn.s3().putObject(
                request -> request.bucket(bucket("13")).key(KEY),
                RequestBody.fromBytes(content));
    }

    /** Everything that happens after the first moment, in order. */
    private void live() throws Throwable {
        set(T0.plus(Duration.ofHours(3)));
        complete("14", List.of(1, 2));
        set(day(1));
        part("10", 2);
        set(day(2));
        part("10", 3);
        set(day(5));
        part("11", 2);
        cairn.killAndRestart();
        set(day(10));
        awaitGone("4");
        awaitGone("5");
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(bucket("6")).key(KEY)
                        .uploadId(upload("6")));
        cairn.s3().deleteObject(request -> request.bucket(bucket("13")).key(KEY));
        set(day(29));
        for (String name : List.of("7", "9")) {
            part(name, 4);
            part(name, 5);
        }
        complete("7", List.of(1, 2, 3, 4, 5));
        set(day(31));
        part("8", 4);
        part("8", 5);
        complete("8", List.of(1, 2, 3, 4, 5));
        set(day(35));
        part("12", 1);
    }

    /** In parts times hours; the plans have 30 active days, and 90 or 30 of retention. */
    private void assertExamples() {
        expect("1", "wasabi-reserved", 3 * 720, 0);
        expect("2", "wasabi-payg", 3 * 720, 3 * 1440);
        expect("4", "aws-standard", 3 * 182, 0);
        expect("5", "wasabi-payg", 3 * 86, 3 * 2074);
        expect("5", "wasabi-reserved", 3 * 86, 3 * 634);
        expect("6", "wasabi-payg", 3 * 240, 3 * 1920);
        expect("6", "wasabi-reserved", 3 * 240, 3 * 480);
        expect("6", "aws-standard", 3 * 240, 0);
        expect("7", "wasabi-payg", 3 * 696, 0);
        expectCurrent("7", 5, day(29));
        expect("8", "wasabi-payg", 3 * 720, 3 * 24);
        expectCurrent("8", 5, day(31));
        expect("9", "wasabi-payg", 3 * 720 + 2 * 24, 5 * 1440);
        expect("10", "wasabi-payg", 87 * 24, 3 * 1440);
        expect("11", "wasabi-payg", 90 * 24, 265 * 24);
        expect("12", "wasabi-payg", 0, 55 * 24);
        assertThat(seconds(statement("wasabi-payg", bucket("13")), CURRENT))
                .isEqualTo(partHours(240));
        expect("13", "wasabi-payg", 0, 80 * 24);
        expect("13", "wasabi-reserved", 0, 20 * 24);
        expect("13", "aws-standard", 0, 0);
        expect("14", "wasabi-payg", 9, 2157);
        expectCurrent("14", 2, T0.plus(Duration.ofHours(3)));
    }

    /** By the plan of the bucket itself; that of the server has no end of being active. */
    private void assertDaysOfAbandonedUpload() {
        List<JsonNode> days =
                cairn.admin()
                        .list(
                                "/api/v1/usage/daily",
                                Map.of(
                                        "bucket", bucket("1"),
                                        "from", "2031-03-01",
                                        "to", "2031-04-02"));
        List<BigInteger> active =
                days.stream()
                        .filter(day -> day.get("class").asString().equals("uploadOpen"))
                        .map(day -> new BigInteger(day.get("byteSeconds").asString()))
                        .toList();
        List<BigInteger> expected = new ArrayList<>(Collections.nCopies(32, partHours(3 * 24)));
        expected.set(0, partHours(3 * 14));
        expected.set(30, partHours(3 * 10));
        expected.set(31, BigInteger.ZERO);
        assertThat(active).isEqualTo(expected);
    }

    private void assertMonthsOfUnruledUpload() {
        String bucket = bucket("2");
        assertThat(seconds(
                statement("aws-standard", bucket, "2031-03-01", "2031-04-01"), OPEN))
                .isEqualTo(partHours(3 * 734));
        assertThat(seconds(
                statement("aws-standard", bucket, "2031-04-01", "2031-05-01"), OPEN))
                .isEqualTo(partHours(3 * 720));
        JsonNode upload = cairn.admin().uploads(bucket).getFirst();
        assertThat(upload.get("abortDate").isNull()).isTrue();
        assertThat(upload.get("costUntilAbort").isNull()).isTrue();
        assertThat(new BigDecimal(upload.get("costSoFar").get("amount").asString())).isPositive();
    }

    private void assertPeriodsAddUp() {
        for (String cut : List.of(
                "2031-03-31T10:00:00Z", "2031-03-31T11:00:00Z", "2031-05-30T09:00:00Z")) {
            for (String name : List.of("2", "8", "11")) {
                String bucket = bucket(name);
                JsonNode whole = statement("wasabi-payg", bucket);
                JsonNode before = statement("wasabi-payg", bucket, "2031-03-01", cut);
                JsonNode after = statement("wasabi-payg", bucket, cut, END.toString());
                for (String id : STORAGE) {
                    assertThat(seconds(before, id).add(seconds(after, id)))
                            .describedAs("%s %s %s", name, cut, id)
                            .isEqualTo(seconds(whole, id));
                }
            }
        }
    }

    private void assertBucketsAddUp() {
        JsonNode all = statement("wasabi-reserved", null);
        for (String id : STORAGE) {
            BigInteger sum =
                    buckets.values().stream()
                            .map(bucket -> seconds(statement("wasabi-reserved", bucket), id))
                            .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(seconds(all, id)).isEqualTo(sum);
        }
    }

    private void expect(String name, String plan, long activeHours, long deletedHours) {
        JsonNode statement = statement(plan, bucket(name));
        assertThat(statement.get("final").asBoolean()).isTrue();
        assertThat(seconds(statement, OPEN)).describedAs("%s active by %s", name, plan)
                .isEqualTo(partHours(activeHours));
        assertThat(seconds(statement, DELETED)).describedAs("%s deleted by %s", name, plan)
                .isEqualTo(partHours(deletedHours));
    }

    private void expectCurrent(String name, int parts, Instant since) {
        assertThat(seconds(statement("wasabi-payg", bucket(name)), CURRENT))
                .isEqualTo(partHours(parts * Duration.between(since, END).toHours()));
    }

    private static BigInteger partHours(long hours) {
        return BigInteger.valueOf(hours)
                .multiply(BigInteger.valueOf(PART))
                .multiply(BigInteger.valueOf(3600));
    }

    private static BigInteger seconds(JsonNode statement, String id) {
        return StreamSupport.stream(statement.get("lines").spliterator(), false)
                .filter(line -> line.get("id").asString().equals(id))
                .map(line -> new BigInteger(line.get("byteSeconds").asString()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static JsonNode statement(String plan, @Nullable String bucket) {
        return statement(plan, bucket, "2031-03-01", END.toString());
    }

    private static JsonNode statement(
            String plan, @Nullable String bucket, String from, String to) {
        Map<String, String> query = new TreeMap<>();
        query.put("plan", plan);
        query.put("from", from);
        query.put("to", to);
        if (bucket != null) {
            query.put("bucket", bucket);
        }
        return cairn.admin().get("/api/v1/statement", query);
    }

    private static String text(String plan, @Nullable String bucket) {
        return statement(plan, bucket).toString();
    }

    private static void awaitFinal() throws Throwable {
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(
                statement("aws-standard", null).get("final").asBoolean()).isTrue());
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

    private void plan(String name, String plan) {
        String settings = "{\"plan\":\"" + plan + "\"}";
        assertThat(cairn.admin()
                .send("PUT", "/api/v1/buckets/" + bucket(name) + "/settings", settings)
                .status()).isEqualTo(200);
    }

    private void rule(String name, int days) {
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket(name))
                .lifecycleConfiguration(configuration -> configuration.rules(LifecycleRule.builder()
                        .id("after " + days).status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix(""))
                        .abortIncompleteMultipartUpload(
                                abort -> abort.daysAfterInitiation(days))
                        .build())));
    }

    private void open(String name) {
        uploads.put(name, cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket(name)).key(KEY)).uploadId());
    }

    private String part(String name, int number) {
        return cairn.s3().uploadPart(
                request -> request.bucket(bucket(name)).key(KEY)
                        .uploadId(upload(name)).partNumber(number),
                RequestBody.fromBytes(content)).eTag();
    }

    private void complete(String name, List<Integer> numbers) {
        List<CompletedPart> parts = new ArrayList<>();
        cairn.s3().listParts(request -> request.bucket(bucket(name)).key(KEY)
                .uploadId(upload(name))).parts().stream()
                .filter(part -> numbers.contains(part.partNumber()))
                .map(part -> CompletedPart.builder().partNumber(part.partNumber())
                        .eTag(part.eTag()).build())
                .forEach(parts::add);
        cairn.s3().completeMultipartUpload(request -> request.bucket(bucket(name)).key(KEY)
                .uploadId(upload(name)).multipartUpload(upload -> upload.parts(parts)));
    }

    private static Instant day(int days) {
        return T0.plus(Duration.ofDays(days));
    }

    private static void set(Instant instant) {
        clock("{\"set\":\"" + instant + "\"}");
    }

    private static void clock(String body) {
        AdminClient.Answer answer = cairn.admin().send("PUT", "/api/v1/clock", body);
        assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(200);
    }
}

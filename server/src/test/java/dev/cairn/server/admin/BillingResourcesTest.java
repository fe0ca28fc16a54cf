package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Plans, statements, usage by days, forecast and utilization; the upload begins at ten in March. */
class BillingResourcesTest {
    private static final int PART = 1_000_000;
    private static final int PARTS = 3;
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final String PLAN =
            """
            name: mine
            currency: EUR
            unitBytes: 1000000000
            monthBasis: 30-days
            minimumRetentionDays: 17
            storage:
              STANDARD: {price: 2.5}
            """;

    @TempDir
    private Path directory;

    @TempDir
    private Path plans;

    private AdminFixture admin;
    private BucketName vault;
    private String uploadId;

    @BeforeEach
    void leaveAnUploadOpen() throws Exception {
        admin = AdminFixture.open(directory);
        vault = admin.bucket("vault");
        uploadId = admin.begin(vault, "backup/a.tar");
        for (int number = 1; number <= PARTS; number++) {
            admin.putPart(vault, "backup/a.tar", uploadId, number, PART);
        }
    }

    @AfterEach
    void close() throws IOException {
        admin.close();
    }

    @Test
    void statement_hasTheBytesOfTheOpenUpload() {
        admin.advance(Duration.ofDays(10));
        JsonNode statement = get("/api/v1/statement?bucket=vault");
        assertThat(statement.path("plan").asString()).isEqualTo("aws-standard");
        assertThat(statement.path("from").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(statement.path("to").asString()).isEqualTo("2026-03-11T10:00:00Z");
        assertThat(statement.path("final").asBoolean()).isFalse();
        assertThat(statement.path("since").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(statement.path("currency").asString()).isEqualTo("USD");
        JsonNode line = line(statement, "incomplete-multipart-uploads");
        assertThat(line.path("class").asString()).isEqualTo("uploadOpen");
        assertThat(line.path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * 10L * DAY));
        assertThat(line.path("unit").asString()).isEqualTo("GiB-month");
        assertThat(line.path("unitPrice").path("amount").asString()).isEqualTo("0.023");
        assertThat(line.path("amount").path("amount").asString()).isEqualTo("0.000021");
        assertThat(line.path("topPrefixes").get(0).path("prefix").asString())
                .isEqualTo("backup/");
        assertThat(line.path("topPrefixes").get(0).path("bytes").asLong())
                .isEqualTo(PARTS * PART);
        assertThat(line.path("topPrefixes").get(0).path("costPerMonth").path("amount").asString())
                .isEqualTo("0.000064");
        assertThat(statement.path("lines")).extracting(each -> each.path("id").asString())
                .containsExactly(
                        "storage-current",
                        "storage-noncurrent",
                        "incomplete-multipart-uploads",
                        "deleted-storage",
                        "requests-tier1",
                        "requests-tier2",
                        "requests-free",
                        "data-out");
        assertThat(statement.path("total").path("amount").asString()).isEqualTo("0.000021");
    }

    @Test
    void rulesRunOnRequestAlone_makeStatementsFinal() {
        String target = "/api/v1/statement?from=2026-03-01&to=2026-03-09&bucket=vault";
        admin.abortRule(vault, "stale", "", 3);
        admin.advance(Duration.ofDays(10));
        assertThat(get(target).path("final").asBoolean()).isFalse();
        run("{\"dryRun\":true}");
        run("{\"bucket\":\"vault\"}");
        assertThat(get(target).path("final").asBoolean()).isFalse();
        run("{\"asOf\":\"2026-03-08T23:59:59Z\"}");
        assertThat(get(target).path("final").asBoolean()).isFalse();
        assertThat(get(target).path("watermark").asString()).isEqualTo("2026-03-08T23:59:59Z");
        run("{}");
        JsonNode statement = get(target);
        assertThat(statement.path("final").asBoolean()).isTrue();
        assertThat(statement.path("watermark").asString()).isEqualTo("2026-03-09T00:00:00Z");
        // From March 1 at ten to the midnight behind three days.
        assertThat(line(statement, "incomplete-multipart-uploads").path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * (3 * DAY + 14 * 3600L)));
        admin.advance(Duration.ofDays(10));
        assertThat(get(target)).isEqualTo(statement);
    }

    private void run(String body) {
        assertThat(admin.sendBody("POST", "/api/v1/lifecycle/run", body).status()).isEqualTo(200);
    }

    @Test
    void otherPlan_pricesTheSameTimeOtherwise_andChangesNothing() {
        admin.advance(Duration.ofDays(40));
        String target = "/api/v1/statement?from=2026-03-01&to=2026-04-10&bucket=vault";
        String own = admin.send("GET", target).text();
        JsonNode wasabi = get(target + "&plan=wasabi-payg");
        assertThat(line(wasabi, "incomplete-multipart-uploads").path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * 30L * DAY));
        // From 31 March at ten to 10 April.
        assertThat(line(wasabi, "deleted-storage").path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * (9 * DAY + 14 * 3600L)));
        assertThat(admin.send("GET", target).text()).isEqualTo(own);
    }

    @Test
    void minimumCharge_belongsToTheAccount() {
        admin.advance(Duration.ofDays(40));
        String month = "/api/v1/statement?from=2026-03-01&to=2026-04-01&plan=wasabi-payg";
        JsonNode all = get(month);
        JsonNode active = line(all, "incomplete-multipart-uploads");
        BigDecimal minimum =
                new BigDecimal(
                        line(all, "minimum-charge").path("amount").path("amount").asString());
        assertThat(minimum.add(new BigDecimal(active.path("amount").path("amount").asString())))
                .isEqualByComparingTo("7.99");
        assertThat(get(month + "&bucket=vault").path("lines").toString())
                .doesNotContain("minimum-charge");
        assertThat(get(month + "&owner=nobody").path("total").path("amount").asString())
                .isEqualTo("0.000000");
        assertThat(get(month + "&owner=" + AdminFixture.OWNER).path("total"))
                .isEqualTo(all.path("total"));
    }

    @Test
    void statement_isATableAndAFile() {
        admin.advance(Duration.ofDays(1));
        AdminFixture.Reply table = admin.send("GET", "/api/v1/statement?format=table");
        assertThat(table.headers().first("content-type")).startsWith("text/plain");
        assertThat(table.text().lines().toList())
                .anyMatch(line -> line.startsWith("Incomplete multipart uploads "))
                .anyMatch(line -> line.startsWith("Total "));
        AdminFixture.Reply csv = admin.send("GET", "/api/v1/statement?format=csv");
        assertThat(csv.headers().first("content-type")).startsWith("text/csv");
        assertThat(csv.text()).startsWith("id,description,plan,class,").contains(
                "\r\nincomplete-multipart-uploads,Incomplete multipart uploads,aws-standard,"
                        + "uploadOpen,STANDARD," + PARTS * PART * DAY + ",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/statement?from=2026-03-01T00:30:00Z | 400 | InvalidArgument
            /api/v1/statement?from=yesterday | 400 | InvalidArgument
            /api/v1/statement?to=2026-03-01T12:00:00Z | 400 | InvalidArgument
            /api/v1/statement?from=2026-03-01T11:00:00Z | 400 | InvalidArgument
            /api/v1/statement?from=2006-03-01 | 400 | InvalidArgument
            /api/v1/statement?format=xml | 400 | InvalidArgument
            /api/v1/statement?plan=none | 404 | NoSuchPlan
            /api/v1/statement?bucket=attic | 404 | NoSuchBucket
            /api/v1/statement?until=2026-03-01 | 400 | InvalidArgument
            /api/v1/plans/none | 404 | NoSuchPlan
            /api/v1/forecast?days=0 | 400 | InvalidArgument
            /api/v1/forecast?bucket=attic | 404 | NoSuchBucket
            /api/v1/utilization?from=2026-03-01T10:00:00Z | 400 | InvalidArgument
            /api/v1/utilization/attic | 404 | NoSuchBucket
            /api/v1/usage/daily?token=AAAA | 400 | InvalidArgument
            """)
    void wrongQuestion_isRefused(String target, int status, String code) {
        admin.advance(Duration.ofHours(1));
        AdminFixture.Reply reply = admin.send("GET", target);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void plans_areListedAndShown_withWhatIsUnconfirmed() {
        JsonNode list = get("/api/v1/plans");
        assertThat(list.path("items")).extracting(plan -> plan.path("name").asString())
                .containsExactly(
                        "aws-standard",
                        "backblaze-b2",
                        "cloudflare-r2",
                        "wasabi-payg",
                        "wasabi-reserved");
        JsonNode page = get("/api/v1/plans?limit=2");
        assertThat(page.path("items")).hasSize(2);
        assertThat(get("/api/v1/plans?limit=3&token=" + page.path("nextToken").asString())
                .path("items")).hasSize(3);
        JsonNode plan = get("/api/v1/plans/wasabi-payg");
        assertThat(plan.path("unfinishedActiveDays").asInt()).isEqualTo(30);
        assertThat(plan.path("storage").path("STANDARD").path("price").decimalValue())
                .isEqualByComparingTo("7.99");
        assertThat(plan.path("unconfirmed")).isNotEmpty();
    }

    @Test
    void planThatIsPut_isKept_andWhatWasGotCanBePut() throws Exception {
        AdminFixture.Reply refused = admin.sendBody("PUT", "/api/v1/plans/mine", PLAN);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("NoPlanDirectory");

        admin.planDirectory(plans);
        AdminFixture.Reply put = admin.sendBody("PUT", "/api/v1/plans/mine", PLAN);
        assertThat(put.status()).describedAs(put.text()).isEqualTo(200);
        assertThat(Files.readString(plans.resolve("mine.yaml"))).isEqualTo(PLAN);
        assertThat(admin.sendBody("PUT", "/api/v1/plans/mine", put.text()).text())
                .isEqualTo(put.text());
        for (JsonNode plan : get("/api/v1/plans").path("items")) {
            String name = plan.path("name").asString();
            assertThat(admin.sendBody("PUT", "/api/v1/plans/" + name, plan.toString()).json())
                    .isEqualTo(plan);
        }

        AdminFixture.Reply wrong =
                admin.sendBody("PUT", "/api/v1/plans/mine", PLAN.replace("2.5", "much"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("detail").asString())
                .contains("body line 7, storage.STANDARD.price: 'much' is not accepted; allowed:");
        assertThat(admin.sendBody("PUT", "/api/v1/plans/other", PLAN).code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void planOfABucket_isSetShownAndPriced() throws Exception {
        admin.planDirectory(plans);
        assertThat(admin.sendBody("PUT", "/api/v1/plans/mine", PLAN).status()).isEqualTo(200);
        AdminFixture.Reply unknown =
                admin.sendBody("PUT", "/api/v1/buckets/vault/settings", "{\"plan\":\"none\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("NoSuchPlan");
        assertThat(get("/api/v1/buckets/vault").path("plan").asString())
                .isEqualTo("aws-standard");

        AdminFixture.Reply set =
                admin.sendBody("PUT", "/api/v1/buckets/vault/settings", "{\"plan\":\"mine\"}");
        assertThat(set.json().path("plan").asString()).isEqualTo("mine");
        assertThat(get("/api/v1/buckets/vault").path("plan").asString()).isEqualTo("mine");
        admin.advance(Duration.ofDays(30));
        JsonNode statement = get("/api/v1/statement?bucket=vault&from=2026-03-01");
        assertThat(statement.path("total").path("amount").asString()).isEqualTo("0.007500");
        assertThat(statement.path("currency").asString()).isEqualTo("EUR");

        BucketName attic = admin.bucket("attic");
        AdminFixture.Reply mixed = admin.send("GET", "/api/v1/statement?from=2026-03-01");
        assertThat(mixed.status()).isEqualTo(200);
        admin.advance(Duration.ofHours(1));
        assertThat(admin.send("GET", "/api/v1/statement?from=2026-03-01").code())
                .isEqualTo("InvalidArgument");
        assertThat(get("/api/v1/statement?bucket=" + attic).path("plan").asString())
                .isEqualTo("aws-standard");

        Files.delete(plans.resolve("mine.yaml"));
        admin.planDirectory(plans);
        AdminFixture.Reply gone = admin.send("GET", "/api/v1/statement?bucket=vault");
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.code()).isEqualTo("NoSuchPlan");
        assertThat(get("/api/v1/uploads").path("items").get(0).path("costSoFar").isNull())
                .isTrue();
    }

    @Test
    void uploads_haveTheirCosts() {
        admin.abortRule(vault, "three days", "", 3);
        admin.advance(Duration.ofDays(1));
        JsonNode upload = get("/api/v1/uploads?bucket=vault").path("items").get(0);
        // 3 MB x 24 h of 744 h at 0.023 a GiB, and of 86 h until midnight of 5 March.
        assertThat(upload.path("costSoFar").path("amount").asString()).isEqualTo("0.000002");
        assertThat(upload.path("costUntilAbort").path("amount").asString())
                .isEqualTo("0.000007");
        assertThat(upload.path("costPerMonth").path("amount").asString())
                .isEqualTo("0.000064");
        JsonNode shown =
                get("/api/v1/uploads/" + uploadId + "?bucket=vault&key=backup/a.tar");
        assertThat(shown.path("costUntilAbort")).isEqualTo(upload.path("costUntilAbort"));
    }

    @Test
    void forecast_saysWhatARuleWouldSave() {
        admin.advance(Duration.ofDays(1));
        JsonNode forecast = get("/api/v1/forecast?plan=wasabi-payg&days=89");
        assertThat(forecast.path("uploadCount").asLong()).isEqualTo(1);
        assertThat(forecast.path("bytes").asLong()).isEqualTo(PARTS * PART);
        assertThat(forecast.path("withRule").path("days").asInt()).isEqualTo(7);
        // Deleted or active, the plan charges 90 days.
        assertThat(forecast.path("withRule").path("cost"))
                .isEqualTo(forecast.path("withoutRule"));
        JsonNode upload = forecast.path("uploads").get(0);
        assertThat(upload.path("abortDate").isNull()).isTrue();
        assertThat(upload.path("costUntilAbort").isNull()).isTrue();

        JsonNode aws = get("/api/v1/forecast?bucket=vault");
        assertThat(amount(aws.path("withRule").path("cost")))
                .isLessThan(amount(aws.path("withoutRule")));
        assertThat(aws.path("total")).isEqualTo(aws.path("withoutRule"));
        admin.abortRule(vault, "a week", "", 7);
        JsonNode ruled = get("/api/v1/forecast?bucket=vault");
        assertThat(ruled.path("total")).isEqualTo(ruled.path("withRule").path("cost"));
        assertThat(ruled.path("uploads").get(0).path("abortDate").asString())
                .isEqualTo("2026-03-09T00:00:00Z");
    }

    @Test
    void daily_hasAnItemForEachDayAndClass_byPages() {
        admin.advance(Duration.ofDays(2));
        JsonNode all = get("/api/v1/usage/daily?bucket=vault&from=2026-03-01");
        assertThat(all.path("items")).hasSize(12);
        JsonNode first = item(all, "2026-03-01", "uploadOpen");
        assertThat(first.path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * 14L * 3600));
        assertThat(first.path("bytesAtEnd").asLong()).isEqualTo(PARTS * PART);
        assertThat(first.path("objectCount").asLong()).isEqualTo(PARTS);
        assertThat(item(all, "2026-03-02", "uploadOpen").path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * DAY));
        assertThat(item(all, "2026-03-03", "uploadOpen").path("byteSeconds").asString())
                .isEqualTo(Long.toString(PARTS * PART * 10L * 3600));
        assertThat(item(all, "2026-03-01", "current").path("requests").path("tier1").asLong())
                .isZero();
        assertThat(first.path("requests").isNull()).isTrue();

        JsonNode page = get("/api/v1/usage/daily?bucket=vault&from=2026-03-01&limit=8");
        assertThat(page.path("items")).hasSize(8);
        JsonNode rest =
                get(
                        "/api/v1/usage/daily?bucket=vault&from=2026-03-01&limit=8&token="
                                + page.path("nextToken").asString());
        assertThat(rest.path("items")).hasSize(4);
        assertThat(rest.path("nextToken").isNull()).isTrue();
        assertThat(rest.path("items").get(2)).isEqualTo(item(all, "2026-03-03", "uploadOpen"));
    }

    @Test
    void usage_countsWhatIsDeletedAndStillCharged_andGoesByOwner() {
        assertThat(get("/api/v1/usage").path("bytes").path("deleted").asLong()).isZero();
        admin.sendBody("PUT", "/api/v1/buckets/vault/settings", "{\"plan\":\"wasabi-payg\"}");
        admin.send("DELETE", "/api/v1/uploads/" + uploadId + "?bucket=vault&key=backup/a.tar");
        JsonNode bytes = get("/api/v1/usage?owner=" + AdminFixture.OWNER).path("bytes");
        assertThat(bytes.path("deleted").asLong()).isEqualTo(PARTS * PART);
        assertThat(bytes.path("uploadOpen").asLong()).isZero();
        assertThat(bytes.path("discarded").isNull()).isTrue();
        assertThat(get("/api/v1/usage?owner=nobody").path("bytes").path("deleted").asLong())
                .isZero();
        admin.advance(Duration.ofDays(91));
        assertThat(get("/api/v1/usage?bucket=vault").path("bytes").path("deleted").asLong())
                .isZero();
    }

    @Test
    void utilization_speaksInWasabisWords_byPagesAndAsAFile() {
        admin.sendBody("PUT", "/api/v1/buckets/vault/settings", "{\"plan\":\"wasabi-payg\"}");
        admin.advance(Duration.ofDays(3));
        BucketName attic = admin.bucket("attic");
        admin.advance(Duration.ofDays(1));
        JsonNode all = get("/api/v1/utilization");
        assertThat(all.path("items")).hasSize(5);
        JsonNode first = all.path("items").get(0);
        assertThat(first.path("Bucket").asString()).isEqualTo("vault");
        assertThat(first.path("StartTime").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(first.path("EndTime").asString()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(first.path("RawStorageSizeBytes").asLong()).isEqualTo(PARTS * PART);
        assertThat(first.path("NumBillableObjects").asLong()).isEqualTo(PARTS);
        assertThat(first.path("DeletedStorageSizeBytes").asLong()).isZero();
        assertThat(first.path("MetadataStorageSizeBytes").isNull()).isTrue();
        JsonNode page = get("/api/v1/utilization?limit=3");
        JsonNode rest =
                get("/api/v1/utilization?limit=3&token=" + page.path("nextToken").asString());
        assertThat(page.path("items")).hasSize(3);
        assertThat(rest.path("items")).hasSize(2);
        assertThat(rest.path("items").get(1).path("Bucket").asString())
                .isEqualTo(attic.value());
        assertThat(get("/api/v1/utilization/attic").path("items")).hasSize(1);
        String csv = admin.send("GET", "/api/v1/utilization/vault?csv=true").text();
        assertThat(csv.lines()).hasSize(5);
        assertThat(csv.lines().skip(1).findFirst().orElseThrow())
                .isEqualTo(
                        "vault,%s,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z,3,0,%d,%d,0,0,0,0"
                                .formatted(
                                        first.path("BucketNum").asString(),
                                        PARTS * PART,
                                        PARTS * PART));
    }

    @Test
    void trialOfARule_saysWhatItSaves() {
        admin.advance(Duration.ofDays(10));
        AdminFixture.Reply trial =
                admin.sendBody(
                        "POST",
                        "/api/v1/lifecycle/dry-run",
                        """
                        {"bucket":"vault","configuration":"<LifecycleConfiguration><Rule>\
                        <ID>week</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>\
                        <AbortIncompleteMultipartUpload><DaysAfterInitiation>7\
                        </DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>\
                        </LifecycleConfiguration>"}
                        """);
        assertThat(trial.status()).describedAs(trial.text()).isEqualTo(200);
        assertThat(trial.json().path("savedPerMonth").path("amount").asString())
                .isEqualTo("0.000064");
    }

    private JsonNode get(String target) {
        AdminFixture.Reply reply = admin.send("GET", target);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static JsonNode line(JsonNode statement, String id) {
        return StreamSupport.stream(statement.path("lines").spliterator(), false)
                .filter(line -> line.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode item(JsonNode page, String date, String byteClass) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .filter(item -> item.path("date").asString().equals(date))
                .filter(item -> item.path("class").asString().equals(byteClass))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asString());
    }
}

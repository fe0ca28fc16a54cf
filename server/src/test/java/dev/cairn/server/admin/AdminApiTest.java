package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The documents of the admin API over a real store. */
class AdminApiTest {
    private static final int PART_BYTES = 5 << 20;

    @TempDir
    Path folder;

    private AdminFixture admin;

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void upload_hasAllFieldsOfTheContract() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "backup.tar");
        admin.advance(Duration.ofMillis(1500));
        admin.putPart(vault, "backup.tar", uploadId, 2, PART_BYTES);
        admin.putPart(vault, "backup.tar", uploadId, 2, 7);
        admin.putPart(vault, "backup.tar", uploadId, 5, 10);

        JsonNode page = admin.send("GET", "/api/v1/uploads?bucket=vault").json();

        assertThat(page.path("nextToken").isNull()).isTrue();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("items").get(0).toString())
                .isEqualTo(
                        """
                        {"bucket":"vault","key":"backup.tar","uploadId":"%s",\
                        "initiated":"2026-03-01T10:00:00Z",\
                        "lastPartAt":"2026-03-01T10:00:01.500Z","owner":"owner-id",\
                        "initiator":{"account":"user-id","accessKey":"USER",\
                        "address":"192.0.2.7","userAgent":"boto3"},\
                        "storageClass":"STANDARD","checksumAlgorithm":"CRC64NVME",\
                        "checksumType":"FULL_OBJECT","partCount":2,"partNumberMax":5,\
                        "gaps":["1","3-4"],"bytes":17,"supersededBytes":%d,"inFlightBytes":0,\
                        "abortDate":null,"abortRuleId":null,\
                        "costSoFar":{"amount":"0.000000","currency":"USD"},\
                        "costUntilAbort":null,\
                        "costPerMonth":{"amount":"0.000000","currency":"USD"}}"""
                                .formatted(uploadId, PART_BYTES));
    }

    @Test
    void upload_withoutParts_holdsNothing() {
        BucketName vault = admin.bucket("vault");
        admin.begin(vault, "empty");

        JsonNode upload = admin.send("GET", "/api/v1/uploads").json().path("items").get(0);

        assertThat(upload.path("bytes").asInt()).isZero();
        assertThat(upload.path("partCount").asInt()).isZero();
        assertThat(upload.path("lastPartAt").isNull()).isTrue();
        assertThat(upload.path("gaps").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void uploads_ofAllBuckets_comeOnceByBucketAndKey(int limit) {
        admin.bucket("attic-empty");
        BucketName attic = admin.bucket("attic");
        BucketName vault = admin.bucket("vault");
        admin.bucket("zoo-empty");
        List<String> expected = new ArrayList<>();
        expected.add("attic/" + admin.begin(attic, "a"));
        admin.advance(Duration.ofSeconds(1));
        expected.add("attic/" + admin.begin(attic, "a"));
        expected.add("attic/" + admin.begin(attic, "b\nc"));
        expected.add("vault/" + admin.begin(vault, "a"));
        expected.add("vault/" + admin.begin(vault, "\u00fc \ud83d\ude00"));

        assertThat(all("/api/v1/uploads?limit=" + limit)).isEqualTo(expected);
    }

    @Test
    void uploads_byPrefix() {
        BucketName vault = admin.bucket("vault");
        admin.begin(vault, "a/1");
        String second = admin.begin(vault, "a b/2");
        admin.begin(vault, "c");

        String list = "/api/v1/uploads?bucket=vault&prefix=";
        assertThat(all(list + "a%20b")).containsExactly("vault/" + second);
        // As HTML forms and many HTTP libraries encode a space.
        assertThat(all(list + "a+b")).containsExactly("vault/" + second);
    }

    @Test
    void uploads_fullPageAtTheVeryEnd_hasNoToken() {
        BucketName vault = admin.bucket("vault");
        admin.begin(vault, "a");
        admin.begin(vault, "b");

        for (String target : List.of("/api/v1/uploads?limit=2",
                "/api/v1/uploads?limit=2&bucket=vault")) {
            assertThat(admin.send("GET", target).json().path("nextToken").isNull()).isTrue();
        }
    }

    @Test
    void uploads_tokenOfAnotherBucket_isRefused() {
        BucketName vault = admin.bucket("vault");
        admin.bucket("attic");
        admin.begin(vault, "a");
        admin.begin(vault, "b");
        JsonNode page = admin.send("GET", "/api/v1/uploads?bucket=vault&limit=1").json();
        String token = page.path("nextToken").asString();

        AdminFixture.Reply reply =
                admin.send("GET", "/api/v1/uploads?bucket=attic&token=" + token);

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void uploads_goOnWhereTheBucketOfTheTokenIsGone() {
        BucketName attic = admin.bucket("attic");
        BucketName vault = admin.bucket("vault");
        admin.begin(attic, "a");
        admin.begin(attic, "b");
        String inVault = admin.begin(vault, "a");
        JsonNode page = admin.send("GET", "/api/v1/uploads?limit=1").json();
        String token = page.path("nextToken").asString();

        admin.storage().buckets().delete(attic);

        assertThat(all("/api/v1/uploads?limit=1&token=" + token))
                .containsExactly("vault/" + inVault);
    }

    @Test
    void uploads_ofNoBucket_is404() {
        assertThat(admin.send("GET", "/api/v1/uploads?bucket=absent").code())
                .isEqualTo("NoSuchBucket");
        assertThat(admin.send("GET", "/api/v1/uploads?bucket=NOT_A_NAME").code())
                .isEqualTo("NoSuchBucket");
    }

    @Test
    void oneUpload_hasItsPartsByPages() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "a/b c");
        for (int number = 1; number <= 5; number++) {
            admin.putPart(vault, "a/b c", uploadId, number, number);
        }
        String target = "/api/v1/uploads/" + uploadId + "?bucket=vault&key=a%2Fb%20c&limit=2";
        List<Integer> numbers = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = admin.send("GET", target + token).json();
            assertThat(page.path("uploadId").asString()).isEqualTo(uploadId);
            assertThat(page.path("bytes").asInt()).isEqualTo(15);
            page.path("parts").forEach(part -> numbers.add(part.path("partNumber").asInt()));
            token = "&token=" + page.path("nextToken").asString("");
            pages++;
        } while (!token.equals("&token="));

        assertThat(numbers).containsExactly(1, 2, 3, 4, 5);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void part_hasItsFields() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "k");
        admin.putPart(vault, "k", uploadId, 3, 1);

        JsonNode upload =
                admin.send("GET", "/api/v1/uploads/" + uploadId + "?bucket=vault&key=k").json();

        assertThat(upload.path("parts").toString())
                .isEqualTo(
                        "[{\"partNumber\":3,\"bytes\":1,"
                                + "\"etag\":\"93b885adfe0da089cdf634904fd59f71\","
                                + "\"lastModified\":\"2026-03-01T10:00:00Z\"}]");
    }

    @Test
    void abort_takesTheUploadAway() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "k");
        admin.putPart(vault, "k", uploadId, 1, 100);
        String target = "/api/v1/uploads/" + uploadId + "?bucket=vault&key=k";

        assertThat(admin.send("DELETE", target).text())
                .isEqualTo("{\"uploadId\":\"" + uploadId + "\",\"bytes\":100,\"partCount\":1}");
        assertThat(admin.send("DELETE", target).code()).isEqualTo("NoSuchUpload");
        assertThat(admin.send("GET", target).status()).isEqualTo(404);
        assertThat(all("/api/v1/uploads")).isEmpty();
    }

    @Test
    void abort_countsAsTheOperators() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "k");

        String target = "/api/v1/uploads/" + uploadId + "?bucket=vault&key=k";
        assertThat(admin.send("DELETE", target).status()).isEqualTo(200);

        double closed =
                admin.meters()
                        .get("cairn.uploads.closed")
                        .tags("bucket", "vault", "reason", "operator")
                        .counter()
                        .count();
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void uploadOfAnotherKey_is404() {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "k");

        AdminFixture.Reply reply =
                admin.send("DELETE", "/api/v1/uploads/" + uploadId + "?bucket=vault&key=other");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(all("/api/v1/uploads")).hasSize(1);
    }

    @Test
    void buckets_haveTheirTotals() throws Exception {
        BucketName vault = admin.bucket("vault");
        admin.putObject(vault, "a", 10);
        String uploadId = admin.begin(vault, "b");
        admin.putPart(vault, "b", uploadId, 1, 20);
        String vaultDocument =
                "{\"name\":\"vault\",\"owner\":\"owner-id\","
                        + "\"created\":\"2026-03-01T10:00:00Z\",\"objectCount\":1,"
                        + "\"uploadCount\":1,"
                        + "\"bytes\":{\"current\":10,\"noncurrent\":0,\"uploadOpen\":20},"
                        + "\"plan\":\"aws-standard\",\"quota\":null,\"abortRule\":null}";

        assertThat(admin.send("GET", "/api/v1/buckets/vault").text()).isEqualTo(vaultDocument);
        assertThat(admin.send("GET", "/api/v1/buckets").text())
                .isEqualTo("{\"items\":[" + vaultDocument + "],\"nextToken\":null}");
    }

    @Test
    void buckets_comeByPages() {
        List<String> names = List.of("alpha", "beta", "gamma");
        names.forEach(admin::bucket);
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = admin.send("GET", "/api/v1/buckets?limit=1" + token).json();
            page.path("items").forEach(item -> found.add(item.path("name").asString()));
            token = "&token=" + page.path("nextToken").asString("");
        } while (!token.equals("&token="));

        assertThat(found).isEqualTo(names);
    }

    @Test
    void usage_ofTheStoreAndOfABucket() throws Exception {
        BucketName vault = admin.bucket("vault");
        BucketName attic = admin.bucket("attic");
        admin.putObject(vault, "a", 10);
        admin.putObject(attic, "a", 1);
        String uploadId = admin.begin(vault, "b");
        admin.putPart(vault, "b", uploadId, 1, 20);

        assertThat(admin.send("GET", "/api/v1/usage").text())
                .isEqualTo(
                        "{\"at\":\"2026-03-01T10:00:00Z\","
                                + "\"bytes\":{\"current\":11,\"noncurrent\":0,\"uploadOpen\":20,"
                                + "\"deleted\":0,\"discarded\":0},"
                                + "\"objectCount\":2,\"uploadCount\":1,\"partCount\":1}");
        JsonNode ofVault = admin.send("GET", "/api/v1/usage?bucket=vault").json();
        assertThat(ofVault.path("bytes").path("current").asInt()).isEqualTo(10);
        assertThat(ofVault.path("bytes").path("discarded").isNull()).isTrue();
        assertThat(admin.send("GET", "/api/v1/usage?bucket=absent").status()).isEqualTo(404);
    }

    @Test
    void integrity_addsUp() throws Exception {
        BucketName vault = admin.bucket("vault");
        admin.putObject(vault, "a", 1 << 20);

        JsonNode proof = admin.send("GET", "/api/v1/integrity").json();

        assertThat(proof.path("unaccountedBytes").asLong(-1)).isZero();
        assertThat(proof.path("logical").path("current").asLong()).isEqualTo(1 << 20);
        assertThat(proof.propertyNames())
                .containsExactly(
                        "at",
                        "fileBytes",
                        "catalogBytes",
                        "logical",
                        "sharedBytes",
                        "inlineBytes",
                        "heldBytes",
                        "inFlightBytes",
                        "discardedBytes",
                        "garbageBytes",
                        "overheadBytes",
                        "unaccountedBytes");
    }

    /** "bucket/uploadId" of every upload, over all pages. */
    private List<String> all(String target) {
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            String next = token.isEmpty() ? target : withoutToken(target) + token;
            JsonNode page = admin.send("GET", next).json();
            page.path("items")
                    .forEach(
                            item -> found.add(
                                    item.path("bucket").asString()
                                            + "/"
                                            + item.path("uploadId").asString()));
            token =
                    page.path("nextToken").isString()
                            ? (next.contains("?") ? "&" : "?")
                                    + "token="
                                    + page.path("nextToken").asString()
                            : "";
        } while (!token.isEmpty());
        return found;
    }

    private static String withoutToken(String target) {
        return target.replaceAll("&token=.*", "");
    }
}

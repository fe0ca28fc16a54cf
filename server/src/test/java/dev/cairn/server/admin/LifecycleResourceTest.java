package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.server.admin.AdminFixture.Reply;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** POST /lifecycle/run and /lifecycle/dry-run, GET /lifecycle/explain and /lifecycle/missing. */
class LifecycleResourceTest {
    private static final String RUN = "/api/v1/lifecycle/run";
    private static final String TRIAL = "/api/v1/lifecycle/dry-run";
    private static final String EXPLAIN = "/api/v1/lifecycle/explain?bucket=vault&key=";
    private static final String MISSING = "/api/v1/lifecycle/missing";

    @TempDir
    Path folder;

    private AdminFixture admin;
    private BucketName vault = new BucketName("vault");

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
        vault = admin.bucket("vault");
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void run_doesWhatIsDueAndSaysSo() throws Exception {
        admin.abortRule(vault, "a week", "", 7);
        String id = admin.begin(vault, "backup.tar");
        admin.putPart(vault, "backup.tar", id, 1, 1000);
        admin.advance(Duration.parse("P7DT14H"));

        Reply reply = admin.sendBody("POST", RUN, "");

        assertThat(reply.text()).isEqualTo("""
                {"startedAt":"2026-03-09T00:00:00Z","asOf":"2026-03-09T00:00:00Z",\
                "finishedAt":"2026-03-09T00:00:00Z","scanned":{"uploads":1,"objects":0},\
                "actions":[{"action":"AbortIncompleteMultipartUpload","bucket":"vault",\
                "key":"backup.tar","versionId":null,"uploadId":"%s","ruleId":"a week",\
                "dueAt":"2026-03-09T00:00:00Z","bytes":1000,"result":"done"}],\
                "truncated":false,"bytesReclaimed":1000,"failures":0}""".formatted(id));
        assertThat(admin.storage().usage().uploadCount()).isZero();
        assertThat(admin.storage().usage().discardedBytes()).isZero();
    }

    @Test
    void run_ofOneBucket_leavesOthersAlone() {
        BucketName attic = admin.bucket("attic");
        admin.abortRule(vault, "a day", "", 1);
        admin.abortRule(attic, "a day", "", 1);
        admin.begin(vault, "a");
        admin.begin(attic, "a");
        admin.advance(Duration.ofDays(3));

        JsonNode done = admin.sendBody("POST", RUN, "{\"bucket\":\"attic\"}").json();

        assertThat(done.path("actions").size()).isEqualTo(1);
        assertThat(done.path("actions").get(0).path("bucket").asString()).isEqualTo("attic");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
    }

    @Test
    void runForTheFuture_isRefusedUnlessNothingIsToHappen() {
        admin.abortRule(vault, "a week", "", 7);
        admin.begin(vault, "a");
        String due = "\"asOf\":\"2026-03-09T00:00:00Z\"";

        Reply refused = admin.sendBody("POST", RUN, "{" + due + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidArgument");
        assertThat(refused.json().path("detail").asString()).contains("2026-03-01T10:00:00Z");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
        JsonNode dry = admin.sendBody("POST", RUN, "{" + due + ",\"dryRun\":true}").json();
        assertThat(dry.path("actions").get(0).path("result").asString()).isEqualTo("dry-run");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);

        admin.advance(Duration.parse("P7DT14H"));
        assertThat(admin.sendBody("POST", RUN, "{" + due + ",\"reclaim\":false}").json()
                .path("actions").get(0).path("result").asString()).isEqualTo("done");
    }

    @Test
    void runOfThePast_leavesAloneWhatBecameDueSince() {
        admin.abortRule(vault, "a week", "", 7);
        admin.begin(vault, "a");
        admin.advance(Duration.ofDays(30));

        JsonNode done =
                admin.sendBody("POST", RUN, "{\"asOf\":\"2026-03-08T23:59:59Z\"}").json();

        assertThat(done.path("asOf").asString()).isEqualTo("2026-03-08T23:59:59Z");
        assertThat(done.path("actions")).isEmpty();
    }

    @Test
    void trial_goesByOtherRulesAndTouchesNothing() throws Exception {
        String id = admin.begin(vault, "a");
        admin.putPart(vault, "a", id, 1, 500);
        admin.advance(Duration.ofDays(30));

        Reply reply = trial("vault", rules("""
                <Rule><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>\
                <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>\
                </AbortIncompleteMultipartUpload></Rule>"""));

        JsonNode action = reply.json().path("actions").get(0);
        assertThat(action.path("uploadId").asString()).isEqualTo(id);
        assertThat(action.path("ruleId").asString()).isEqualTo("(unnamed 1)");
        assertThat(action.path("bytes").asInt()).isEqualTo(500);
        assertThat(action.path("result").asString()).isEqualTo("dry-run");
        assertThat(reply.json().path("savedPerMonth").path("currency").asString())
                .isEqualTo("USD");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
        assertThat(admin.send("GET", EXPLAIN + "a&uploadId=" + id).json().path("decided").isNull())
                .isTrue();
    }

    @Test
    void trialOfTheFuture_saysWhatWouldBeDueThen() {
        admin.begin(vault, "a");
        String body = JsonMapper.shared().createObjectNode()
                .put("bucket", "vault")
                .put("asOf", "2026-03-05T00:00:00Z")
                .put("configuration", rules("""
                        <Rule><ID>three</ID><Status>Enabled</Status><Filter/>\
                        <AbortIncompleteMultipartUpload><DaysAfterInitiation>3\
                        </DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"""))
                .toString();

        assertThat(admin.sendBody("POST", TRIAL, body.replace("05T", "20T")).json()
                .path("actions").get(0).path("dueAt").asString()).isEqualTo("2026-03-05T00:00:00Z");
        assertThat(admin.sendBody("POST", TRIAL, body).json().path("actions")).hasSize(1);
        assertThat(admin.sendBody("POST", TRIAL, body.replace("05T00:00:00", "04T23:59:59"))
                .json().path("actions")).isEmpty();
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
    }

    @Test
    void trialOfAsManyRulesAsThereCanBe_fits() {
        String prefix = "p".repeat(1000);
        String all = IntStream.range(0, LifecycleConfiguration.RULES_MAX)
                .mapToObj(i -> """
                        <Rule>
                          <ID>"%s"</ID><Status>Enabled</Status>
                          <Filter><Prefix>%d%s</Prefix></Filter>
                          <AbortIncompleteMultipartUpload>
                            <DaysAfterInitiation>7</DaysAfterInitiation>
                          </AbortIncompleteMultipartUpload>
                        </Rule>
                        """.formatted(("%03d" + "i".repeat(200)).formatted(i), i, prefix))
                .collect(Collectors.joining());
        assertThat(all.length()).isGreaterThan(1_400_000);

        assertThat(trial("vault", rules(all)).status()).isEqualTo(200);
        assertThat(trial("vault", "x".repeat(9 << 20)).status()).isEqualTo(413);
        assertThat(admin.sendBody("POST", RUN, "{\"bucket\":\"" + "v".repeat(1 << 16) + "\"}")
                .status()).isEqualTo(413);
    }

    @Test
    void trialOfRulesThatS3WouldRefuse_isRefusedAlike() {
        assertThat(trial("vault", "<LifecycleConfiguration/>").code()).isEqualTo("InvalidRequest");
        assertThat(trial("vault", "{\"Rules\":[]}").code()).isEqualTo("MalformedXML");
        assertThat(trial("absent", rules("")).code()).isEqualTo("InvalidRequest");
        assertThat(trial("vault", rules("<Rule><Status>Enabled</Status>"
                + "<Filter/><Expiration><Days>0</Days></Expiration></Rule>")).code())
                .isEqualTo("InvalidArgument");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        RUN + "|{\"bucket\":\"absent\"}|404|NoSuchBucket",
        RUN + "|{\"bucket\":\"Not A Bucket\"}|404|NoSuchBucket",
        RUN + "|{\"asOf\":\"tomorrow\"}|400|InvalidArgument",
        RUN + "|{\"dryRun\":\"yes\"}|400|InvalidArgument",
        RUN + "|{\"configuration\":\"\"}|400|InvalidArgument",
        TRIAL + "|{}|400|InvalidArgument",
        TRIAL + "|{\"bucket\":\"vault\"}|400|InvalidArgument",
        TRIAL + "|{\"configuration\":\"<a/>\"}|400|InvalidArgument",
        TRIAL + "|{\"bucket\":\"vault\",\"configuration\":\"<a/>\",\"asOf\":\"x\"}|400|"
                + "InvalidArgument",
    })
    void otherBodies_areRefused(String path, String body, int status, String code) {
        Reply refused = admin.sendBody("POST", path, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void explanationOfAnUpload_saysWhyAndWhen() {
        admin.abortRule(vault, "backups", "backup", 7);
        String id = admin.begin(vault, "backup.tar");
        String other = admin.begin(vault, "other");

        assertThat(admin.send("GET", EXPLAIN + "backup.tar&uploadId=" + id).text()).isEqualTo("""
                {"rules":[{"ruleId":"backups","matches":true,\
                "reason":"AbortIncompleteMultipartUpload","dueAt":"2026-03-09T00:00:00Z"}],\
                "decided":{"action":"AbortIncompleteMultipartUpload","ruleId":"backups",\
                "dueAt":"2026-03-09T00:00:00Z"}}""");
        assertThat(admin.send("GET", EXPLAIN + "other&uploadId=" + other).text()).isEqualTo("""
                {"rules":[{"ruleId":"backups","matches":false,\
                "reason":"the key does not begin with 'backup'","dueAt":null}],"decided":null}""");
    }

    @Test
    void explanationOfAnObject_isOfItsCurrentVersion() throws Exception {
        admin.abortRule(vault, "a week", "", 7);
        admin.putObject(vault, "a/b", 5);

        assertThat(admin.send("GET", EXPLAIN + "a/b").text()).isEqualTo("""
                {"rules":[{"ruleId":"a week","matches":false,"reason":\
                "the rule does nothing to such a current version","dueAt":null}],\
                "decided":null}""");
        assertThat(admin.send("GET", EXPLAIN + "a").code()).isEqualTo("NoSuchKey");
        assertThat(admin.send("GET", EXPLAIN + "a/b&uploadId=x").code()).isEqualTo("NoSuchUpload");
        assertThat(admin.send("GET", EXPLAIN.replace("vault", "absent") + "a").code())
                .isEqualTo("NoSuchBucket");
    }

    @Test
    void missing_areTheBucketsThatNothingCleans() throws Exception {
        BucketName attic = admin.bucket("attic");
        admin.bucket("cellar");
        BucketName idle = admin.bucket("idle");
        admin.storage().buckets()
                .putSettings(idle, new BucketSettings(null, null, Duration.ofHours(1), null));
        admin.abortRule(attic, "a week", "", 7);
        admin.putPart(vault, "a", admin.begin(vault, "a"), 1, 300);

        assertThat(admin.send("GET", MISSING).text()).isEqualTo(
                """
                {"items":[{"bucket":"cellar","owner":"owner-id","uploadCount":0,"openBytes":0,\
                "abortRule":null,"ruleCount":0},{"bucket":"vault","owner":"owner-id",\
                "uploadCount":1,"openBytes":300,"abortRule":null,"ruleCount":0}],"nextToken":null}""");

        JsonNode first = admin.send("GET", MISSING + "?limit=1").json();
        assertThat(first.path("items").size()).isEqualTo(1);
        String token = first.path("nextToken").asString();
        JsonNode second = admin.send("GET", MISSING + "?limit=1&token=" + token).json();
        assertThat(second.path("items").get(0).path("bucket").asString()).isEqualTo("vault");
        assertThat(second.path("nextToken").isNull()).isTrue();
    }

    @Test
    void ruleForSomeKeys_leavesOthersMissing_whereAskedFor() {
        admin.abortRule(vault, "backups", "backup", 7);

        assertThat(admin.send("GET", MISSING).json().path("items")).isEmpty();
        assertThat(admin.send("GET", MISSING + "?partly=true").text()).isEqualTo("""
                {"items":[{"bucket":"vault","owner":"owner-id","uploadCount":0,"openBytes":0,\
                "abortRule":{"ruleId":"backups","prefix":"backup","daysAfterInitiation":7,\
                "afterIdle":null},"ruleCount":1}],"nextToken":null}""");
    }

    @Test
    void abortRuleOfABucket_isTheOneForMostKeys() {
        admin.abortRule(vault, "backups", "backup", 7);
        assertThat(abortRule()).isEqualTo("""
                {"ruleId":"backups","prefix":"backup","daysAfterInitiation":7,"afterIdle":null}""");

        admin.storage().buckets()
                .putSettings(vault, new BucketSettings(null, null, Duration.ofHours(1), null));
        assertThat(abortRule()).isEqualTo("""
                {"ruleId":"cairn:idle","prefix":"","daysAfterInitiation":null,\
                "afterIdle":"PT1H"}""");

        admin.abortRule(vault, "all", "", 3);
        assertThat(abortRule()).isEqualTo("""
                {"ruleId":"all","prefix":"","daysAfterInitiation":3,"afterIdle":null}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/uploads?bucket=vault",
        "/api/v1/uploads/ID?bucket=vault&key=k"})
    void uploads_sayWhenAndByWhichRuleTheyEnd(String target) throws Exception {
        String id = admin.begin(vault, "k");
        admin.abortRule(vault, "a week", "", 7);
        assertThat(upload(target, id).path("abortDate").asString())
                .isEqualTo("2026-03-09T00:00:00Z");
        assertThat(upload(target, id).path("abortRuleId").asString()).isEqualTo("a week");

        admin.storage().buckets()
                .putSettings(vault, new BucketSettings(null, null, Duration.ofHours(1), null));
        admin.advance(Duration.ofMinutes(10));
        admin.putPart(vault, "k", id, 1, 1);
        assertThat(upload(target, id).path("abortDate").asString())
                .isEqualTo("2026-03-01T11:10:00Z");
        assertThat(upload(target, id).path("abortRuleId").asString()).isEqualTo("cairn:idle");
    }

    @Test
    void dueUploads_canBeListedAndEndedByThemselves() {
        admin.abortRule(vault, "a day", "old", 1);
        String due = admin.begin(vault, "old");
        admin.begin(vault, "without rule");
        admin.advance(Duration.ofDays(2));
        admin.begin(vault, "old but new");

        JsonNode page = admin.send("GET", "/api/v1/uploads?state=due").json();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("items").get(0).path("uploadId").asString()).isEqualTo(due);

        JsonNode done = admin.sendBody("POST", "/api/v1/uploads/abort",
                "{\"dryRun\":false,\"filter\":{\"state\":\"due\"}}").json();
        assertThat(done.path("aborted").asInt()).isEqualTo(1);
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(2);
    }

    private String abortRule() {
        return admin.send("GET", "/api/v1/buckets/vault").json().path("abortRule").toString();
    }

    private JsonNode upload(String target, String id) {
        JsonNode answer = admin.send("GET", target.replace("ID", id)).json();
        return answer.has("items") ? answer.path("items").get(0) : answer;
    }

    private Reply trial(String bucket, String configuration) {
        return admin.sendBody("POST", TRIAL, JsonMapper.shared().createObjectNode()
                .put("bucket", bucket).put("configuration", configuration).toString());
    }

    private static String rules(String rules) {
        return "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + rules + "</LifecycleConfiguration>";
    }
}

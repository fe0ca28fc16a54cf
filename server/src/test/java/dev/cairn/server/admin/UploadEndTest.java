package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.admin.AdminFixture.Reply;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** POST /uploads/abort and POST /uploads/{uploadId}/complete. */
class UploadEndTest {
    private static final int PART_BYTES = 5 << 20;

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
    void dryRun_isTheDefaultAndTouchesNothing() throws Exception {
        String old = admin.begin(vault, "old");
        admin.putPart(vault, "old", old, 1, 10);
        admin.putPart(vault, "old", old, 3, 7);
        admin.advance(Duration.ofDays(7));
        admin.begin(vault, "new");

        Reply reply = abort("{\"filter\":{\"minAge\":\"P7D\"}}");

        assertThat(reply.text()).isEqualTo("""
                {"dryRun":true,"matched":1,"aborted":0,"failed":0,"bytes":17,"items":[\
                {"bucket":"vault","key":"old","uploadId":"%s",\
                "initiated":"2026-03-01T10:00:00Z","bytes":17,"partCount":2,\
                "result":"matched"}],"truncated":false}""".formatted(old));
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(2);
    }

    @Test
    void run_abortsWhatMatchesAndNoMore() throws Exception {
        BucketName attic = admin.bucket("attic");
        for (String key : new String[] {"tmp/1", "tmp/2", "keep"}) {
            admin.putPart(vault, key, admin.begin(vault, key), 1, 100);
            admin.putPart(attic, key, admin.begin(attic, key), 1, 100);
        }

        JsonNode done = abort("{\"dryRun\":false,\"filter\":{\"bucket\":\"vault\","
                + "\"prefix\":\"tmp/\",\"minBytes\":100}}").json();

        assertThat(done.path("aborted").asInt()).isEqualTo(2);
        assertThat(done.path("matched").asInt()).isEqualTo(2);
        assertThat(done.path("bytes").asInt()).isEqualTo(200);
        assertThat(done.path("items").get(1).path("result").asString()).isEqualTo("aborted");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(4);
        assertThat(admin.storage().usage().uploadOpenBytes()).isEqualTo(400);
        double closed = admin.meters().get("cairn.uploads.closed")
                .tags("bucket", "vault", "reason", "operator").counter().count();
        assertThat(closed).isEqualTo(2);
    }

    @Test
    void moreThanTheItems_areCountedAll() {
        for (int i = 0; i < 1001; i++) {
            admin.begin(vault, "k" + i);
        }

        JsonNode done = abort("{\"dryRun\":false,\"filter\":{\"minAge\":\"PT0S\"}}").json();

        assertThat(done.path("aborted").asInt()).isEqualTo(1001);
        assertThat(done.path("items").size()).isEqualTo(1000);
        assertThat(done.path("truncated").asBoolean()).isTrue();
        assertThat(admin.storage().usage().uploadCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "{\"dryRun\":false}", "{\"dryRun\":false,\"filter\":{}}",
        "{\"filter\":{\"minAge\":null}}", "{\"filter\":\"all\"}", "{\"filter\":{\"colour\":1}}",
        "{\"filter\":{\"minAge\":\"-P1D\"}}", "{\"filter\":{\"state\":\"lost\"}}",
    })
    void filterThatSaysNothing_abortsNothing(String body) {
        admin.begin(vault, "k");

        Reply refused = abort(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidArgument");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
    }

    @Test
    void complete_makesTheObjectOfWhatIsThere() throws Exception {
        String id = admin.begin(vault, "a b");
        admin.putPart(vault, "a b", id, 1, PART_BYTES);
        admin.putPart(vault, "a b", id, 2, 3);

        JsonNode done = complete("a%20b", id, "").json();

        String etag = admin.storage().objects().head(vault, new ObjectKey("a b")).etag().value();
        assertThat(done.toString()).isEqualTo("""
                {"bucket":"vault","key":"a b","etag":"%s","bytes":%d,"partCount":2}"""
                .formatted(etag, PART_BYTES + 3));
        assertThat(etag).endsWith("-2");
        assertThat(complete("a%20b", id, "").code()).isEqualTo("NoSuchUpload");
    }

    @Test
    void gaps_areAConflictUnlessTheyAreAllowed() throws Exception {
        String id = admin.begin(vault, "k");
        admin.putPart(vault, "k", id, 2, PART_BYTES);
        admin.putPart(vault, "k", id, 5, 3);

        Reply refused = complete("k", id, "{\"allowGaps\":false}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("UploadHasGaps");
        assertThat(refused.json().path("detail").asString()).contains("1, 3-4");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
        JsonNode done = complete("k", id, "{\"allowGaps\":true}").json();
        assertThat(done.path("partCount").asInt()).isEqualTo(2);
        assertThat(done.path("bytes").asInt()).isEqualTo(PART_BYTES + 3);
    }

    @Test
    void smallPartBeforeAnother_isRefusedUnchanged() throws Exception {
        String id = admin.begin(vault, "k");
        admin.putPart(vault, "k", id, 1, 3);
        admin.putPart(vault, "k", id, 2, PART_BYTES);

        Reply refused = complete("k", id, "");

        assertThat(refused.code()).isEqualTo("EntityTooSmall");
        assertThat(refused.json().path("detail").asString()).startsWith("part 1 has 3 bytes");
        assertThat(admin.storage().usage().partCount()).isEqualTo(2);
    }

    @Test
    void objectThatIsThere_isReplacedOnlyWhereNullIsSent() throws Exception {
        admin.putObject(vault, "k", 5);
        String id = admin.begin(vault, "k");
        admin.putPart(vault, "k", id, 1, 3);

        assertThat(complete("k", id, "").code()).isEqualTo("PreconditionFailed");
        assertThat(complete("k", id, "{\"ifNoneMatch\":\"*\"}").status()).isEqualTo(412);
        assertThat(complete("k", id, "{\"ifNoneMatch\":\"x\"}").status()).isEqualTo(400);
        assertThat(complete("k", id, "{\"ifNoneMatch\":null}").json().path("bytes").asInt())
                .isEqualTo(3);
    }

    @Test
    void uploadWithoutParts_isAConflict() {
        String id = admin.begin(vault, "k");

        assertThat(complete("k", id, "").code()).isEqualTo("UploadHasNoParts");
        assertThat(complete("k", "absent", "").status()).isEqualTo(404);
        assertThat(complete("other", id, "").status()).isEqualTo(404);
    }

    @Test
    void gapsFarApart_areRanges() throws Exception {
        String id = admin.begin(vault, "k");
        admin.putPart(vault, "k", id, 1, PART_BYTES);
        admin.putPart(vault, "k", id, 10_000, 1);

        Reply tooMany = complete("k", id, "");

        assertThat(tooMany.json().path("detail").asString()).contains("up to 10000", "2-9999");
    }

    private Reply abort(String body) {
        return admin.sendBody("POST", "/api/v1/uploads/abort", body);
    }

    private Reply complete(String key, String id, String body) {
        return admin.sendBody(
                "POST", "/api/v1/uploads/" + id + "/complete?bucket=vault&key=" + key, body);
    }
}

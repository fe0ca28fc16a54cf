package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.admin.AdminFixture.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** GET, POST and DELETE of faults. */
class FaultsResourceTest {
    private static final String FAULTS = "/api/v1/faults";
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
    void fault_isShownAsItWasAdded() {
        Reply added = post("""
                {"match":{"operation":"Get*","bucket":"b?","key":"a/*","partNumber":2,
                "accessKey":"AK","header":{"name":"range","value":"bytes=0-*"},
                "calls":{"from":2,"to":8,"every":3},"probability":0.25,"seed":-4},
                "effect":{"type":"bandwidth","bytesPerSecond":4096,"direction":"out"}}""");

        assertThat(added.status()).describedAs(added.text()).isEqualTo(200);
        assertThat(added.text()).isEqualTo("""
                {"id":"fault-1","match":{"operation":"Get*","bucket":"b?","key":"a/*",\
                "partNumber":2,"accessKey":"AK","header":{"name":"range","value":"bytes=0-*"},\
                "calls":{"from":2,"to":8,"every":3},"probability":0.25,"seed":-4},\
                "effect":{"type":"bandwidth","retryAfter":null,"code":null,"afterCommit":null,\
                "duration":null,"bytesPerSecond":4096,"direction":"out","afterBytes":null,\
                "offset":null,"bit":null,"by":null},"matched":0,"fired":0,\
                "created":"2026-03-01T10:00:00Z","firings":[]}""");
        assertThat(admin.send("GET", FAULTS + "/fault-1").text()).isEqualTo(added.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"type\":\"slowDown\"}", "{\"type\":\"slowDown\",\"retryAfter\":\"PT0S\"}",
        "{\"type\":\"internalError\"}", "{\"type\":\"errorInBody\"}",
        "{\"type\":\"errorInBody\",\"code\":\"SlowDown\",\"afterCommit\":true}",
        "{\"type\":\"delay\",\"duration\":\"PT10M\"}",
        "{\"type\":\"bandwidth\",\"bytesPerSecond\":1}",
        "{\"type\":\"reset\",\"direction\":\"in\"}",
        "{\"type\":\"truncate\"}", "{\"type\":\"flipBit\",\"bit\":7}", "{\"type\":\"dropReply\"}",
        "{\"type\":\"skewClock\",\"by\":\"-PT20M\"}",
        "{\"type\":\"diskFull\",\"afterBytes\":100}",
    })
    void effectAsItIsShown_canBeAddedAgain(String effect) {
        Reply added = post("{\"effect\":" + effect + "}");
        assertThat(added.status()).describedAs(added.text()).isEqualTo(200);
        ObjectNode again = JSON.createObjectNode();
        again.set("match", added.json().path("match"));
        again.set("effect", added.json().path("effect"));

        Reply repeated = post(again.toString());

        assertThat(repeated.status()).describedAs(repeated.text()).isEqualTo(200);
        assertThat(repeated.json().path("effect")).isEqualTo(added.json().path("effect"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | effect",
        "{'effect':{}} | effect.type",
        "{'effect':{'type':'explode'}} | effect.type",
        "{'effect':'dropReply'} | effect",
        "{'effect':{'type':'dropReply','afterBytes':1}} | effect.afterBytes",
        "{'effect':{'type':'dropReply','size':1}} | effect.size",
        "{'effect':{'type':'delay'}} | effect.duration",
        "{'effect':{'type':'delay','duration':'PT0S'}} | effect.duration",
        "{'effect':{'type':'delay','duration':'2s'}} | effect.duration",
        "{'effect':{'type':'bandwidth'}} | effect.bytesPerSecond",
        "{'effect':{'type':'bandwidth','bytesPerSecond':0}} | effect.bytesPerSecond",
        "{'effect':{'type':'bandwidth','bytesPerSecond':1,'direction':'up'}} | effect.direction",
        "{'effect':{'type':'reset'}} | effect.direction",
        "{'effect':{'type':'reset','direction':'both'}} | effect.direction",
        "{'effect':{'type':'reset','direction':'in','afterBytes':-1}} | effect.afterBytes",
        "{'effect':{'type':'slowDown','retryAfter':'PT0.5S'}} | effect.retryAfter",
        "{'effect':{'type':'errorInBody','code':'NoSuchKey'}} | effect.code",
        "{'effect':{'type':'errorInBody','afterCommit':1}} | effect.afterCommit",
        "{'effect':{'type':'flipBit','bit':8}} | effect.bit",
        "{'effect':{'type':'skewClock','by':'PT0S'}} | effect.by",
        "{'effect':{'type':'skewClock'}} | effect.by",
        "{'effect':{'type':'dropReply'},'match':[]} | match",
        "{'effect':{'type':'dropReply'},'match':{'verb':'GET'}} | match.verb",
        "{'effect':{'type':'dropReply'},'match':{'operation':'GetObjct'}} | match.operation",
        "{'effect':{'type':'flipBit'},'match':{'operation':'PutObject'}} | match.operation",
        "{'effect':{'type':'dropReply'},'match':{'key':''}} | match.key",
        "{'effect':{'type':'dropReply'},'match':{'partNumber':0}} | match.partNumber",
        "{'effect':{'type':'dropReply'},'match':{'partNumber':10001}} | match.partNumber",
        "{'effect':{'type':'dropReply'},'match':{'header':{'value':'x'}}} | match.header.name",
        "{'effect':{'type':'dropReply'},'match':{'header':{'name':'a b'}}} | match.header.name",
        "{'effect':{'type':'dropReply'},'match':{'calls':{'from':0}}} | match.calls.from",
        "{'effect':{'type':'dropReply'},'match':{'calls':{'from':2,'to':1}}} | match.calls.to",
        "{'effect':{'type':'dropReply'},'match':{'calls':{'every':0}}} | match.calls.every",
        "{'effect':{'type':'dropReply'},'match':{'calls':2}} | match.calls",
        "{'effect':{'type':'dropReply'},'match':{'probability':0}} | match.probability",
        "{'effect':{'type':'dropReply'},'match':{'probability':1.5}} | match.probability",
        "{'effect':{'type':'dropReply'},'match':{'probability':'0.5'}} | match.probability",
        "{'effect':{'type':'dropReply'},'match':{'seed':1}} | match.seed",
        "{'effect':{'type':'dropReply'},'match':{'probability':1,'seed':1e30}} | match.seed",
    })
    void whatCannotBe_isRefusedByTheNameOfItsField(String body, String field) {
        Reply refused = post(body.replace('\'', '"'));

        assertThat(refused.status()).describedAs(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidArgument");
        assertThat(refused.json().path("detail").asString()).contains(" field " + field);
        assertThat(items(FAULTS)).isEmpty();
    }

    @Test
    void list_hasPagesThatBearRemovals() {
        for (int i = 0; i < 5; i++) {
            assertThat(post("{\"effect\":{\"type\":\"dropReply\"}}").status()).isEqualTo(200);
        }
        JsonNode first = admin.send("GET", FAULTS + "?limit=2").json();
        assertThat(first.path("items")).hasSize(2);
        assertThat(admin.send("DELETE", FAULTS + "/fault-2").status()).isEqualTo(200);

        String next = FAULTS + "?limit=2&token=" + first.path("nextToken").asString();
        JsonNode second = admin.send("GET", next).json();

        assertThat(second.path("items").path(0).path("id").asString()).isEqualTo("fault-3");
        assertThat(second.path("nextToken").isString()).isTrue();
        assertThat(admin.send("GET", FAULTS + "?token=abc").status()).isEqualTo(400);
    }

    @Test
    void removedFault_isGoneAndItsIdIsNotGivenAgain() {
        assertThat(post("{\"effect\":{\"type\":\"dropReply\"}}").status()).isEqualTo(200);

        assertThat(admin.send("DELETE", FAULTS + "/fault-1").json().path("id").asString())
                .isEqualTo("fault-1");
        Reply again = admin.send("DELETE", FAULTS + "/fault-1");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("NoSuchFault");
        assertThat(admin.send("GET", FAULTS + "/fault-1").status()).isEqualTo(404);
        assertThat(post("{\"effect\":{\"type\":\"dropReply\"}}").json().path("id").asString())
                .isEqualTo("fault-2");
    }

    @Test
    void clearedFaults_areCounted() {
        for (int i = 0; i < 3; i++) {
            assertThat(post("{\"effect\":{\"type\":\"dropReply\"}}").status()).isEqualTo(200);
        }

        assertThat(admin.send("DELETE", FAULTS).text()).isEqualTo("{\"removed\":3,\"fired\":0}");
        assertThat(items(FAULTS)).isEmpty();
    }

    @Test
    void moreFaultsThanTheLimit_areAConflict() {
        for (int i = 0; i < 100; i++) {
            assertThat(post("{\"effect\":{\"type\":\"dropReply\"}}").status()).isEqualTo(200);
        }

        Reply refused = post("{\"effect\":{\"type\":\"dropReply\"}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("TooManyFaults");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''", "POST, ''", "DELETE, ''", "GET, /fault-1", "DELETE, /fault-1",
    })
    void withoutAllowFaults_everyCallIsForbidden(String method, String path) {
        admin.allowFaults(false);

        Reply refused = admin.send(method, FAULTS + path);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("FaultsDisabled");
    }

    private JsonNode items(String target) {
        return admin.send("GET", target).json().path("items");
    }

    private Reply post(String body) {
        return admin.sendBody("POST", FAULTS, body);
    }
}

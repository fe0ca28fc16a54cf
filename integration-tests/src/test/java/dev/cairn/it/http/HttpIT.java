package dev.cairn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are kept, expectations, bodies that are refused or cut off. */
class HttpIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static String bucket = "";

    @BeforeAll
    static void putObject() {
        bucket = cairn.bucket();
        cairn.wire().send(put("there", "there"));
    }

    @Test
    void manyRequests_shareAConnection() {
        try (WireConnection connection = cairn.wire().open()) {
            for (int round = 0; round < 20; round++) {
                assertThat(exchange(connection, put("kept", "round " + round)).status())
                        .isEqualTo(200);
                assertThat(exchange(connection, get("kept")).text()).isEqualTo("round " + round);
                assertThat(exchange(connection, get("missing")).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() {
        try (WireConnection connection = cairn.wire().open()) {
            for (int number = 0; number < 10; number++) {
                connection.send(cairn.wire().sign(put("pipe-" + number, "content " + number)));
                connection.send(cairn.wire().sign(get("pipe-" + number)));
            }
            for (int number = 0; number < 10; number++) {
                assertThat(connection.read().status()).isEqualTo(200);
                assertThat(connection.read().text()).isEqualTo("content " + number);
            }
        }
    }

    @Test
    void connectionClose_isKept() {
        try (WireConnection connection = cairn.wire().open()) {
            WireResponse response =
                    exchange(connection, get("there").header("Connection", "close"));
            assertThat(response.text()).isEqualTo("there");
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    @Test
    void expectation_isAnsweredBeforeTheBody() {
        WireRequest put = cairn.wire().sign(
                put("expected", "expected").header("Expect", "100-continue"));
        try (WireConnection connection = cairn.wire().open()) {
            connection.sendHead(put);
            assertThat(connection.readHead().status()).isEqualTo(100);
            connection.send(put.content());
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(exchange(connection, get("expected")).text()).isEqualTo("expected");
        }
    }

    @Test
    void expectationOfNothing_isAnsweredToo() {
        WireRequest put = cairn.wire().sign(put("nothing", "").header("Expect", "100-continue"));
        try (WireConnection connection = cairn.wire().open()) {
            connection.sendHead(put);
            assertThat(connection.readHead().status()).isEqualTo(100);
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(exchange(connection, get("nothing")).text()).isEmpty();
        }
    }

    /** What can be known without the body is said without asking for it. */
    @ParameterizedTest
    @ValueSource(strings = {"signature", "bucket", "condition", "length"})
    void refusedExpectation_getsItsErrorAndNo100(String reason) {
        WireRequest put = put("unexpected", "unexpected").header("Expect", "100-continue");
        WireRequest sent = switch (reason) {
            case "signature" -> cairn.wire().with(cairn.wire().signer()
                    .with(cairn.wire().signer().accessKey(), "another secret")).sign(put);
            case "bucket" -> cairn.wire().sign(put.target("/no-such-bucket/k"));
            case "condition" -> cairn.wire().sign(
                    put.target("/" + bucket + "/there").header("If-None-Match", "*"));
            default -> cairn.wire().sign(put.without("Content-Length")
                    .header("Content-Length", "5368709121")
                    .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        };
        try (WireConnection connection = cairn.wire().open()) {
            connection.sendHead(sent);
            WireResponse response = connection.read();
            assertThat(response.status()).isIn(400, 403, 404, 412);
            assertThat(response.code()).isIn("SignatureDoesNotMatch", "NoSuchBucket",
                    "PreconditionFailed", "EntityTooLarge");
            // The body may be on its way already: it must not be read as a request.
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    @Test
    void smallRefusedBody_isDrainedAndTheConnectionKept() {
        try (WireConnection connection = cairn.wire().open()) {
            Refused.with(404, "NoSuchBucket", exchange(
                    connection, WireRequest.put("/no-such-bucket/k", TestBytes.of(10_000, 1))));
            assertThat(exchange(connection, get("there")).text()).isEqualTo("there");
        }
    }

    @Test
    void largeRefusedBody_endsTheConnectionButNotTheAnswer() {
        WireRequest put = cairn.wire().sign(
                WireRequest.put("/no-such-bucket/k", TestBytes.of(200_000, 1)));
        try (WireConnection connection = cairn.wire().open()) {
            connection.send(put);
            Refused.with(404, "NoSuchBucket", connection.read());
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    @Test
    void bodyCutOff_leavesTheOldObject() {
        cairn.wire().send(put("cut", "old"));
        WireRequest put = cairn.wire().sign(put("cut", "a new and longer content"));
        try (WireConnection connection = cairn.wire().open()) {
            connection.sendHead(put).send("a new".getBytes(StandardCharsets.UTF_8));
            connection.shutdownOutput();
            assertThat(connection.closedByServer()).isTrue();
        }
        assertThat(cairn.wire().send(get("cut")).text()).isEqualTo("old");
    }

    @Test
    void chunkedTransferOfChunksOfS3_isStored() {
        WireResponse response = chunkedPut("STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "3\r\na\r\n\r\nc\r\n0123456789\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\n\r\n");
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        assertThat(cairn.wire().send(get("chunked")).text()).isEqualTo("0123456789");
    }

    @Test
    void chunkedTransferOfAnythingElse_isNotImplemented() {
        WireResponse response = chunkedPut("UNSIGNED-PAYLOAD",
                "5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n");
        Refused.with(501, "NotImplemented", response);
        assertThat(response.element("Header")).hasValue("Transfer-Encoding");
    }

    /** With a length after decoding, which S3 reads for its own chunks alone. */
    private WireResponse chunkedPut(String payload, String body) {
        WireRequest put = cairn.wire().sign(WireRequest.of("PUT", "/" + bucket + "/chunked")
                .header("Transfer-Encoding", "chunked")
                .header("x-amz-content-sha256", payload)
                .header("x-amz-decoded-content-length", "10"));
        return cairn.wire().sendAsIs(put.rawBody(body.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void http10_isAnsweredAndClosed() {
        try (WireConnection connection = cairn.wire().open()) {
            connection.send("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.read().status()).isIn(400, 403);
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: x\r\n\r\n",
        "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    })
    void requestThatIsNone_isRefusedAndClosed(String bytes) {
        int refusal = bytes.contains("HTTP/9.9") ? 505 : 400;
        try (WireConnection connection = cairn.wire().open()) {
            connection.send(bytes.getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.read().status()).isEqualTo(refusal);
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    @Test
    void overlongLineOrHeader_is4xx() {
        for (String overlong : List.of(
                "GET /" + "k".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nx-long: " + "h".repeat(40_000) + "\r\n\r\n")) {
            try (WireConnection connection = cairn.wire().open()) {
                connection.send(overlong.getBytes(StandardCharsets.US_ASCII));
                assertThat(connection.read().status()).isBetween(400, 499);
                assertThat(connection.closedByServer()).isTrue();
            }
        }
    }

    @Test
    void longestKeyPresigned_fits() {
        String key = "%E2%82%AC".repeat(341);
        WireRequest put = WireRequest.put("/" + bucket + "/" + key, "long");
        assertThat(cairn.wire().sendPresigned(put).status()).isEqualTo(200);
        assertThat(cairn.wire().sendPresigned(put.target(put.target())).status()).isEqualTo(200);
    }

    @Test
    void everyAnswer_hasIdsDateAndServer() {
        for (WireRequest request : List.of(get("there"), get("missing"),
                WireRequest.head("/" + bucket), WireRequest.of("OPTIONS", "/" + bucket))) {
            WireResponse response = cairn.wire().send(request);
            assertThat(response.header("x-amz-request-id").orElse("")).isNotEmpty();
            assertThat(response.header("x-amz-id-2").orElse("")).isNotEmpty();
            assertThat(response.header("date").orElse("")).endsWith("GMT");
            assertThat(response.header("server")).contains("Cairn");
        }
    }

    @Test
    void options_isForbiddenWithoutCors() {
        Refused.with(403, "AccessForbidden", cairn.wire().sendUnsigned(
                WireRequest.of("OPTIONS", "/" + bucket + "/there")
                        .header("Origin", "http://example.com")
                        .header("Access-Control-Request-Method", "GET")));
    }

    @Test
    void virtualHost_isTheBucket() {
        int port = cairn.wire().address().getPort();
        for (String domain : List.of("localhost", "s3.localhost")) {
            WireRequest request = WireRequest.get("/there")
                    .header("Host", bucket + "." + domain + ":" + port);
            assertThat(cairn.wire().send(request).text()).isEqualTo("there");
        }
        WireRequest root = WireRequest.get("/").header("Host", "localhost:" + port);
        assertThat(cairn.wire().send(root).elements("Name")).contains(bucket);
    }

    private static WireResponse exchange(WireConnection connection, WireRequest request) {
        return connection.send(cairn.wire().sign(request)).read(request.method());
    }

    private static WireRequest get(String key) {
        return WireRequest.get("/" + bucket + "/" + key);
    }

    private static WireRequest put(String key, String content) {
        return WireRequest.put("/" + bucket + "/" + key, content);
    }
}

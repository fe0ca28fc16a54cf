package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RawClient.Reply;
import dev.cairn.storage.io.LoopThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads of requests and answers, and what a connection does between requests. */
@ParameterizedClass
@MethodSource("dev.cairn.server.http.Wiring#all")
final class RequestsTest {
    private final TestServer server;
    private final RawClient client;

    RequestsTest(Wiring wiring) throws IOException {
        server = new TestServer(wiring, HttpSettings.DEFAULTS, RequestsTest::serve);
        client = server.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    /** Tells what arrived, or does what the path says. */
    private static S3Response serve(RequestHead head, RequestBody body) {
        byte[] bytes;
        try {
            bytes = TestServer.readAll(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (head.target()) {
            case "/empty" -> S3Response.of(204, Headers.EMPTY);
            case "/unchanged" -> S3Response.of(304, Headers.builder().add("etag", "\"e\"").build());
            case "/fault" -> throw new IllegalStateException("meant to fail");
            case "/close" ->
                    new S3Response(200, Headers.EMPTY, ResponseBody.EMPTY, -1, true);
            case "/split" ->
                    S3Response.of(
                            200, Headers.builder().add("x-amz-meta-a", "b\r\nevil: c").build());
            case "/latin" ->
                    S3Response.of(200, Headers.builder().add("x-amz-meta-a", "\u00e9").build());
            case "/head" -> S3Response.head(200, Headers.EMPTY, 12345);
            case "/large" -> TestServer.text(200, "x".repeat(1_000_000));
            default -> TestServer.text(200, describe(head, body, bytes));
        };
    }

    private static String describe(RequestHead head, RequestBody body, byte[] bytes) {
        List<String> lines = new ArrayList<>();
        lines.add(head.method() + " " + head.target());
        head.headers().forEach((name, value) -> lines.add(name + "=" + value));
        lines.add("length=" + body.length() + " absent=" + body.lengthIsAbsent());
        lines.add("body=" + new String(bytes, StandardCharsets.ISO_8859_1));
        return String.join("\n", lines);
    }

    @Test
    void headOfRequest_isHandedOnAsSent() throws IOException {
        client.send("GET /b/a%2Fb+c//../%C3%A9?x=1+2&y HTTP/1.1|");
        client.send("Host: h|X-Amz-Meta-A: \u00c3\u00a9||");
        assertThat(client.read().text())
                .isEqualTo(
                        """
                        GET /b/a%2Fb+c//../%C3%A9?x=1+2&y
                        host=h
                        x-amz-meta-a=\u00c3\u00a9
                        length=0 absent=true
                        body=""");
    }

    @Test
    void answer_hasTheFieldsOfEveryAnswer() throws IOException {
        Reply reply = client.send("GET / HTTP/1.1|Host: h||").read();
        assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(reply.header("x-amz-request-id")).matches("[0-9A-F]{16}");
        assertThat(reply.header("x-amz-id-2")).hasSize(64);
        assertThat(reply.header("server")).isEqualTo("Cairn");
        assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(reply.header("date"))).isNotNull();
        assertThat(reply.header("connection")).isNull();
    }

    /** What waits for the disk asserts by this name that no event loop calls it. */
    @Test
    void eventLoops_areKnownByTheirNames() throws Exception {
        CompletableFuture<Boolean> mayWait = new CompletableFuture<>();
        server.frontEnd().inLoop(() -> mayWait.complete(LoopThreads.mayWait()));
        assertThat(mayWait.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void requestsOfAConnection_haveDifferentIds() throws IOException {
        Reply first = client.send("GET / HTTP/1.1|Host: h||").read();
        Reply second = client.send("GET / HTTP/1.1|Host: h||").read();
        assertThat(second.header("x-amz-request-id"))
                .isNotEqualTo(first.header("x-amz-request-id"));
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            requests.append("PUT /").append(i).append(" HTTP/1.1|Host: h|Content-Length: 3||abc");
            requests.append("GET /").append(i).append(" HTTP/1.1|Host: h||");
        }
        client.send(requests.toString());
        for (int i = 0; i < 500; i++) {
            assertThat(client.read().text()).startsWith("PUT /" + i + "\n").endsWith("body=abc");
            assertThat(client.read().text()).startsWith("GET /" + i + "\n").endsWith("body=");
        }
    }

    @Test
    void requestInSingleBytes_isUnderstood() throws IOException {
        byte[] request =
                "PUT /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
                        .getBytes(StandardCharsets.US_ASCII);
        for (byte b : request) {
            client.send(new byte[] {b});
        }
        assertThat(client.read().text()).endsWith("body=hello");
    }

    @Test
    void lengths_areToldApart() throws IOException {
        assertThat(client.send("PUT / HTTP/1.1|Host: h||").read().text())
                .contains("length=0 absent=true");
        assertThat(client.send("PUT / HTTP/1.1|Host: h|Content-Length: 0||").read().text())
                .contains("length=0 absent=false");
        client.send("PUT / HTTP/1.1|Host: h|Transfer-Encoding: chunked||0||");
        assertThat(client.read().text()).contains("length=-1 absent=false");
    }

    @Test
    void chunkedBody_arrivesWithoutItsFraming() throws IOException {
        client.send("PUT / HTTP/1.1|Host: h|Transfer-Encoding: chunked||");
        client.send("5|hello|1;ext=1|,|6| world|0|X-Trailer: t||");
        assertThat(client.read().text()).endsWith("body=hello, world");
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().text())
                .startsWith("GET /next");
    }

    @Test
    void thousandsOfTinyChunks_arriveWhole() throws IOException {
        client.send("PUT / HTTP/1.1|Host: h|Transfer-Encoding: chunked||");
        client.send("1|x|".repeat(20_000) + "0||");
        assertThat(client.read().text()).endsWith("body=" + "x".repeat(20_000));
    }

    @Test
    void head_hasNoBodyAndTheLengthSaid() throws IOException {
        Reply reply = client.send("HEAD /head HTTP/1.1|Host: h||").readHead();
        assertThat(reply.header("content-length")).isEqualTo("12345");
        assertThat(client.send("GET / HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    @Test
    void headThatIsRefused_hasNoBody() throws IOException {
        Reply reply = client.send("HEAD /fault HTTP/1.1|Host: h||").readHead();
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("content-length")).isNull();
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void noContent_hasNeitherLengthNorBody() throws IOException {
        Reply reply = client.send("GET /empty HTTP/1.1|Host: h||").read();
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("content-length")).isNull();
        Reply unchanged = client.send("GET /unchanged HTTP/1.1|Host: h||").read();
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.headers()).containsKey("etag").doesNotContainKey("content-length");
    }

    @Test
    void faultOfTheService_isInternalErrorWithTheRequestId() throws IOException {
        Reply reply = client.send("GET /fault HTTP/1.1|Host: h||").read();
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("content-type")).isEqualTo("application/xml");
        assertThat(reply.text())
                .contains("<Code>InternalError</Code>")
                .contains("<RequestId>" + reply.header("x-amz-request-id") + "</RequestId>")
                .contains("<HostId>" + reply.header("x-amz-id-2") + "</HostId>");
    }

    @Test
    void lineEndsInHeaderValues_cannotSplitTheAnswer() throws IOException {
        Reply reply = client.send("GET /split HTTP/1.1|Host: h||").read();
        assertThat(reply.header("x-amz-meta-a")).isEqualTo("b  evil: c");
        assertThat(reply.headers()).doesNotContainKey("evil");
    }

    @Test
    void headerValues_areOneByteForEachCharacter() throws IOException {
        Reply reply = client.send("GET /latin HTTP/1.1|Host: h||").read();
        assertThat(reply.header("x-amz-meta-a")).isEqualTo("\u00e9");
    }

    @Test
    void connectionClose_isObeyedAndSaid() throws IOException {
        Reply asked = client.send("GET / HTTP/1.1|Host: h|Connection: close||").read();
        assertThat(asked.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void serviceCanCloseTheConnection() throws IOException {
        Reply reply = client.send("GET /close HTTP/1.1|Host: h||").read();
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void http10_closesUnlessAskedToKeepAlive() throws IOException {
        Reply kept = client.send("GET / HTTP/1.0|Connection: keep-alive||").read();
        assertThat(kept.header("connection")).isEqualTo("keep-alive");
        Reply last = client.send("GET / HTTP/1.0||").read();
        assertThat(last.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void largeDocument_arrivesWhole() throws IOException {
        Reply reply = client.send("GET /large HTTP/1.1|Host: h||").read();
        assertThat(reply.body()).hasSize(1_000_000).containsOnly('x');
    }
}

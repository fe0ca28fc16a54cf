package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RawClient.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the front end refuses itself. */
@ParameterizedClass
@MethodSource("dev.cairn.server.http.Wiring#all")
final class LimitsTest {
    private static final HttpSettings SETTINGS =
            new HttpSettings(
                    20, 16384, 32768, 4, Duration.ofSeconds(2), 100_000, Duration.ofSeconds(1));

    private final TestServer server;
    private final CountDownLatch blocked = new CountDownLatch(4);
    private final CountDownLatch release = new CountDownLatch(1);

    LimitsTest(Wiring wiring) throws IOException {
        server = new TestServer(wiring, SETTINGS, this::serve);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private S3Response serve(RequestHead head, RequestBody body) {
        if (head.target().equals("/block")) {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (head.target().equals("/large")) {
            return TestServer.text(200, "x".repeat(30_000_000));
        }
        return TestServer.text(200, "ok " + head.target().length());
    }

    @Test
    void presignedUrlOfALongKey_fits() throws IOException {
        try (RawClient client = server.connect()) {
            String key = "%C3%A9".repeat(512);
            String target = "/bucket/" + key + "?X-Amz-Signature=" + "a".repeat(900);
            Reply reply = client.send("GET " + target + " HTTP/1.1|Host: h||").read();
            assertThat(reply.text()).isEqualTo("ok " + target.length());
        }
    }

    @Test
    void requestLineBeyondTheLimit_isHeaderSectionTooLarge() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET /" + "a".repeat(17_000) + " HTTP/1.1|Host: h||");
            assertRefused(client, 400, "RequestHeaderSectionTooLarge");
        }
    }

    @Test
    void headersBeyondTheLimit_areHeaderSectionTooLarge() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1|Host: h|");
            client.send(("X-Amz-Meta-A: " + "a".repeat(1000) + "|").repeat(33));
            assertRefused(client, 400, "RequestHeaderSectionTooLarge");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "what is this||",
        "GET / HTTP/1.1|Host: h|No colon||",
        "GET / HTTP/1.1|Host: h|Content-Length: -1||",
        "GET / HTTP/1.1|Host: h|Content-Length: x||",
        "GET / HTTP/1.1|Host: h|Content-Length: 1|Content-Length: 2||a",
        "GET / HTTP/1.1|Host: h|Content-Length: 5|Transfer-Encoding: chunked||0||",
        "GET / HTTP/1.1|Host: h|Bad Name: x||",
        "\u0016\u0003\u0001\u0002\u0000||"
    })
    void malformedRequest_isBadRequestAndClosed(String request) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(request);
            assertRefused(client, 400, "BadRequest");
        }
        assertThat(server.refusals()).hasSize(1);
    }

    @Test
    void otherTransferEncoding_isNotImplemented() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("PUT / HTTP/1.1|Host: h|Transfer-Encoding: gzip, chunked||0||");
            assertRefused(client, 501, "NotImplemented");
        }
    }

    @Test
    void otherVersion_isNotSupported() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("PRI * HTTP/2.0||SM||");
            assertRefused(client, 505, "HttpVersionNotSupported");
        }
    }

    private static void assertRefused(RawClient client, int status, String code)
            throws IOException {
        Reply reply = client.read();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text()).contains("<Code>" + code + "</Code>");
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void requestsBeyondTheThreads_areSlowDownAfterAWait() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                RawClient client = server.connect();
                clients.add(client);
                client.send("GET /block HTTP/1.1|Host: h||");
            }
            blocked.await();
            RawClient late = server.connect();
            clients.add(late);
            Reply reply = late.send("GET /late HTTP/1.1|Host: h||").read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).contains("<Code>SlowDown</Code>");
            assertThat(reply.header("retry-after")).isEqualTo("1");
            assertThat(reply.header("connection")).isNull();
            release.countDown();
            assertThat(late.send("GET /again HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
            int answered = 0;
            for (RawClient client : clients.subList(0, 6)) {
                answered += client.read().status() == 200 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(4);
            assertThat(server.refusals())
                    .hasSize(3)
                    .allMatch(log -> "SlowDown".equals(log.errorCode()));
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void requestThatGetsAThreadInTime_isServed() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                RawClient client = server.connect();
                clients.add(client);
                client.send("GET /block HTTP/1.1|Host: h||");
            }
            release.countDown();
            for (RawClient client : clients) {
                assertThat(client.read().status()).isEqualTo(200);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void connectionsBeyondTheLimit_areTurnedAway() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                RawClient client = server.connect();
                clients.add(client);
                assertThat(client.send("GET / HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
            }
            try (RawClient one = server.connect()) {
                Reply reply = one.read();
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.text()).contains("<Code>SlowDown</Code>");
                assertThat(one.isClosedByServer()).isTrue();
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void idleConnection_isClosed() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.send("GET / HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void headThatDoesNotEnd_isClosed() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1|Host: h|");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void readerThatTakesNothing_isCutOff() throws IOException {
        try (RawClient client = server.connect()) {
            client.socket().setReceiveBufferSize(4096);
            client.send("GET /large HTTP/1.1|Host: h||");
            release.countDown();
            awaitNothingLeaving();
        }
    }

    /** The server has given up the answer once its bytes have left memory. */
    private void awaitNothingLeaving() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        boolean seen = false;
        while (System.nanoTime() < deadline) {
            long held = server.frontEnd().resources().leaving().heldBytes();
            seen |= held > 0;
            if (seen && held == 0) {
                return;
            }
            LockSupport.parkNanos(1_000_000);
        }
        fail("the answer is still being sent");
    }

    @Test
    void adminEndpoint_answersWhileTheOtherIsFull() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Endpoint admin =
                server.frontEnd()
                        .listen(
                                EndpointSettings.admin(address),
                                (head, body) -> TestServer.text(200, "healthy"),
                                log -> {});
        try (RawClient health = new RawClient(admin.port())) {
            for (int i = 0; i < 8; i++) {
                RawClient client = server.connect();
                clients.add(client);
                client.send("GET /block HTTP/1.1|Host: h||");
            }
            blocked.await();
            assertThat(health.send("GET /health/live HTTP/1.1|Host: h||").read().text())
                    .isEqualTo("healthy");
            Reply reply = health.send("GET|").read();
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
            assertThat(reply.text()).contains("\"code\":\"BadRequest\"");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void portInUse_isNamedInTheMessage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FrontEnd other = FrontEnd.start(SETTINGS, InstantSource.system())) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            assertThatThrownBy(
                    () -> other.listen(
                            EndpointSettings.s3(address, SETTINGS),
                            this::serve,
                            log -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":" + taken.getLocalPort());
        }
    }
}

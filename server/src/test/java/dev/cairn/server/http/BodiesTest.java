package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RawClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of requests: back-pressure, 100 Continue, early refusals, slow and dead clients. */
@ParameterizedClass
@MethodSource("dev.cairn.server.http.Wiring#plain")
final class BodiesTest {
    /** A slow client is one that sends less than 100 kB/s over a second. */
    private static final HttpSettings SETTINGS =
            new HttpSettings(
                    2000,
                    16384,
                    32768,
                    512,
                    Duration.ofSeconds(60),
                    100_000,
                    Duration.ofSeconds(1));

    private final TestServer server;
    private final RawClient client;
    private final BlockingQueue<RequestBodyException.Cause> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch mayRead = new CountDownLatch(1);
    private final CountDownLatch reading = new CountDownLatch(1);

    BodiesTest(Wiring wiring) throws IOException {
        server = new TestServer(wiring, SETTINGS, this::serve);
        client = server.connect();
    }

    @AfterEach
    void stop() throws IOException {
        mayRead.countDown();
        client.close();
        server.close();
    }

    private S3Response serve(RequestHead head, RequestBody body) {
        try {
            return switch (head.target()) {
                case "/refuse" -> TestServer.text(403, "no");
                case "/later" -> {
                    mayRead.await();
                    yield TestServer.text(200, checksum(body));
                }
                case "/once" -> {
                    ByteBuffer first = ByteBuffer.allocate(10);
                    assertThat(body.read(first)).isPositive();
                    yield TestServer.text(403, "no more");
                }
                default -> TestServer.text(200, checksum(body));
            };
        } catch (RequestBodyException e) {
            failures.add(e.reason());
            return TestServer.text(400, e.reason().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String checksum(RequestBody body) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(100_000);
        long length = 0;
        reading.countDown();
        while (body.read(buffer) >= 0) {
            length += buffer.position();
            crc.update(buffer.flip());
            buffer.clear();
        }
        return length + " " + crc.getValue();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static String expected(byte[] bytes, int count) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < count; i++) {
            crc.update(bytes);
        }
        return (long) bytes.length * count + " " + crc.getValue();
    }

    @Test
    void largeBody_arrivesWhole() throws IOException {
        byte[] block = random(1_000_003);
        client.send("PUT /read HTTP/1.1|Host: h|Content-Length: " + 40L * block.length + "||");
        for (int i = 0; i < 40; i++) {
            client.send(block);
        }
        assertThat(client.read().text()).isEqualTo(expected(block, 40));
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    @Test
    void largeBodyInHttpChunks_arrivesWhole() throws IOException {
        byte[] block = random(100_000);
        client.send("PUT /read HTTP/1.1|Host: h|Transfer-Encoding: chunked||");
        for (int i = 0; i < 100; i++) {
            client.send("186a0|").send(block).send("|");
        }
        client.send("0||");
        assertThat(client.read().text()).isEqualTo(expected(block, 100));
    }

    @Test
    void bodyThatNobodyReads_stopsTheSocketAndIsBounded() throws Exception {
        byte[] block = random(1_000_000);
        Thread sender =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        client.send(
                                                "PUT /later HTTP/1.1|Host: h|"
                                                        + "Content-Length: 64000000||");
                                        for (int i = 0; i < 64; i++) {
                                            client.send(block);
                                        }
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        // It cannot end: sockets hold a few megabytes, and the queue 64 KiB and a receive buffer.
        assertThat(sender.join(Duration.ofMillis(500))).isFalse();
        assertThat(server.frontEnd().resources().arriving().heldBytes()).isLessThan(300_000);
        mayRead.countDown();
        assertThat(client.read().text()).isEqualTo(expected(block, 64));
        sender.join();
    }

    @Test
    void expectContinue_isAnsweredAtTheFirstReadOnly() throws IOException {
        client.send("PUT /later HTTP/1.1|Host: h|Content-Length: 5|Expect: 100-continue||");
        client.socket().setSoTimeout(200);
        assertThatThrownBy(client::readHead).isInstanceOf(SocketTimeoutException.class);
        client.socket().setSoTimeout(30_000);
        mayRead.countDown();
        Reply interim = client.readHead();
        assertThat(interim.statusLine()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(interim.headers()).isEmpty();
        client.send("hello");
        assertThat(client.read().text())
                .isEqualTo(expected("hello".getBytes(StandardCharsets.US_ASCII), 1));
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    @Test
    void expectContinueOfAClientThatDoesNotWait_needsNoInterimAnswer() throws IOException {
        client.send("PUT /read HTTP/1.1|Host: h|Content-Length: 5|Expect: 100-continue||hello");
        Reply reply = client.read();
        if (reply.status() == 100) {
            reply = client.read();
        }
        assertThat(reply.status()).isEqualTo(200);
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    /** botocore waits for the interim answer even so, and misreads the next answer without it. */
    @Test
    void expectContinueOfNothing_isAnsweredToo() throws IOException {
        client.send("PUT /read HTTP/1.1|Host: h|Content-Length: 0|Expect: 100-continue||");
        assertThat(client.readHead().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void refusedExpect_closesTheConnection(int length) throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: " + length
                + "|Expect: 100-continue||");
        Reply reply = client.read();
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void refusedPutWithSmallBody_keepsTheConnection() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: 60000||");
        assertThat(client.read().status()).isEqualTo(403);
        client.send(new byte[60_000]);
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    @Test
    void refusedPutWithLargeBody_closesTheConnection() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: 10000000||");
        Reply reply = client.read();
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    /** Closed at once, the connection would be reset and the write would fail. */
    @Test
    void refusedPutOfAClientThatWritesAllBeforeItReads_getsItsAnswer() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: 10000000||");
        client.send(new byte[10_000_000]);
        Reply reply = client.read();
        assertThat(reply.text()).isEqualTo("no");
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void refusedExpectOfAClientThatSendsItsBodyAnyway_getsItsAnswer() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: 10000000|Expect: 100-continue||");
        client.send(new byte[10_000_000]);
        assertThat(client.read().text()).isEqualTo("no");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void refusedPutOfAClientThatNeverEnds_isClosedAfterASecond() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: 10000000000||");
        assertThat(client.read().status()).isEqualTo(403);
        byte[] block = new byte[100_000];
        assertThatThrownBy(
                () -> {
                    for (int i = 0; i < 100_000; i++) {
                        client.send(block);
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void refusedPutOfUnknownLength_isDrainedUpToTheLimit() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Transfer-Encoding: chunked||");
        assertThat(client.read().status()).isEqualTo(403);
        client.send("8|12345678|0||");
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);

        client.send("PUT /refuse HTTP/1.1|Host: h|Transfer-Encoding: chunked||");
        assertThat(client.read().status()).isEqualTo(403);
        client.send("20000|").send(new byte[0x20000]);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void refusedPutWhoseRestDoesNotCome_isClosedSoon() throws IOException {
        client.send("PUT /refuse HTTP/1.1|Host: h|Content-Length: 10||");
        assertThat(client.read().status()).isEqualTo(403);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void bodyReadInPart_isDrained() throws IOException {
        client.send("PUT /once HTTP/1.1|Host: h|Content-Length: 20000||");
        client.send(new byte[20_000]);
        assertThat(client.read().status()).isEqualTo(403);
        assertThat(client.send("GET /next HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
    }

    @Test
    void slowSender_isTooSlow() throws Exception {
        client.send("PUT /read HTTP/1.1|Host: h|Content-Length: 1000||some");
        Reply reply = client.read();
        assertThat(reply.text()).isEqualTo("TOO_SLOW");
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void bodyThatNobodyWaitsFor_isNotTooSlow() throws Exception {
        client.send("PUT /later HTTP/1.1|Host: h|Content-Length: 10||some");
        client.socket().setSoTimeout(600);
        assertThatThrownBy(client::readHead).isInstanceOf(SocketTimeoutException.class);
        client.socket().setSoTimeout(30_000);
        client.send(" body.");
        mayRead.countDown();
        assertThat(client.read().status()).isEqualTo(200);
    }

    @Test
    void disconnectInMidBody_reachesTheBlockedReader() throws Exception {
        client.send("PUT /read HTTP/1.1|Host: h|Content-Length: 1000||some");
        reading.await();
        client.close();
        assertThat(failures.poll(30, TimeUnit.SECONDS))
                .isEqualTo(RequestBodyException.Cause.DISCONNECTED);
    }

    @Test
    void resetInMidBody_reachesTheBlockedReader() throws Exception {
        client.send("PUT /read HTTP/1.1|Host: h|Transfer-Encoding: chunked||4|some|");
        reading.await();
        client.reset();
        assertThat(failures.poll(30, TimeUnit.SECONDS))
                .isEqualTo(RequestBodyException.Cause.DISCONNECTED);
    }

    @Test
    void brokenChunk_isMalformed() throws IOException {
        client.send("PUT /read HTTP/1.1|Host: h|Transfer-Encoding: chunked||4|some|what?|");
        Reply reply = client.read();
        assertThat(reply.text()).isEqualTo("MALFORMED");
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void manySlowUploads_leaveRoomForAFastClient() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                RawClient upload = server.connect();
                slow.add(upload);
                upload.send("PUT /later HTTP/1.1|Host: h|Content-Length: 1000000||");
                upload.send(new byte[10_000]);
            }
            byte[] block = random(10_000);
            for (int i = 0; i < 100; i++) {
                client.send("PUT /read HTTP/1.1|Host: h|Content-Length: 10000||").send(block);
                assertThat(client.read().text()).isEqualTo(expected(block, 1));
            }
            assertThat(server.refusals()).isEmpty();
        } finally {
            for (RawClient upload : slow) {
                upload.close();
            }
        }
    }
}

package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RawClient.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stop leaves behind. */
@ParameterizedClass
@MethodSource("dev.cairn.server.http.Wiring#all")
final class StopTest {
    private final TestServer server;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<RequestBodyException.Cause> failures = new LinkedBlockingQueue<>();

    StopTest(Wiring wiring) throws IOException {
        server = new TestServer(wiring, HttpSettings.DEFAULTS, this::serve);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private S3Response serve(RequestHead head, RequestBody body) {
        try {
            if (head.method().equals("PUT")) {
                running.countDown();
                return TestServer.text(200, "read " + TestServer.readAll(body).length);
            }
            if (head.target().equals("/block")) {
                running.countDown();
                release.await();
            }
        } catch (RequestBodyException e) {
            failures.add(e.reason());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return TestServer.text(200, "done");
    }

    /** NIO gives the port back with a later turn of its selector, so a first try may get in. */
    private void awaitRefused() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try (RawClient late = server.connect()) {
                assertThat(late.isClosedByServer()).isTrue();
            } catch (ConnectException refused) {
                return;
            }
        }
        throw new AssertionError("connections are still accepted");
    }

    private CompletableFuture<Void> stopWithin(Duration grace) {
        return CompletableFuture.runAsync(() -> server.endpoint().stop(grace));
    }

    @Test
    void requestUnderWay_isFinishedAndItsConnectionClosed() throws Exception {
        try (RawClient idle = server.connect();
                RawClient busy = server.connect()) {
            assertThat(idle.send("GET / HTTP/1.1|Host: h||").read().status()).isEqualTo(200);
            busy.send("GET /block HTTP/1.1|Host: h||");
            running.await();
            CompletableFuture<Void> stopped = stopWithin(Duration.ofSeconds(30));
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(stopped).isNotDone();
            awaitRefused();
            release.countDown();
            Reply reply = busy.read();
            assertThat(reply.text()).isEqualTo("done");
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(busy.isClosedByServer()).isTrue();
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void uploadUnderWay_isFinished() throws Exception {
        try (RawClient busy = server.connect()) {
            busy.send("PUT / HTTP/1.1|Host: h|Content-Length: 10||01234");
            running.await();
            CompletableFuture<Void> stopped = stopWithin(Duration.ofSeconds(30));
            busy.send("56789");
            assertThat(busy.read().text()).isEqualTo("read 10");
            assertThat(busy.isClosedByServer()).isTrue();
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void uploadThatOutlastsTheGrace_isBrokenOff() throws Exception {
        try (RawClient busy = server.connect()) {
            busy.send("PUT / HTTP/1.1|Host: h|Content-Length: 10||01234");
            running.await();
            stopWithin(Duration.ofMillis(50)).get(30, TimeUnit.SECONDS);
            assertThat(failures.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(RequestBodyException.Cause.DISCONNECTED);
            assertThat(busy.isClosedByServer()).isTrue();
        }
    }
}

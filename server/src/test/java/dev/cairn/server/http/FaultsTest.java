package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.s3.fault.Direction;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultMatch;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.fault.FaultReport;
import dev.cairn.s3.fault.Faults;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RawClient.Reply;
import dev.cairn.storage.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of connections: what arrives, and that nothing is left over behind them. */
@ParameterizedClass
@MethodSource("dev.cairn.server.http.Wiring#all")
final class FaultsTest {
    private static final FaultMatch GET = FaultMatch.ANY.withOperation("GetObject");
    private static final FaultMatch PUT = FaultMatch.ANY.withOperation("PutObject");
    private static final int THREADS = 4;
    private static final HttpSettings SETTINGS =
            new HttpSettings(
                    100, 16384, 32768, THREADS, Duration.ofSeconds(60), 1024,
                    Duration.ofSeconds(30));

    private final byte[] bytes = StoredObjects.random(5, 300_000);
    private final StoredObjects objects;
    private final Faults faults;
    private final TestServer server;
    private final RawClient client;

    /** What the service has received whole, and why it has not. */
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    FaultsTest(Wiring wiring, @TempDir Path directory) throws IOException {
        objects = new StoredObjects(directory);
        objects.put("k", bytes);
        faults = objects.faults();
        server = new TestServer(wiring, SETTINGS, new Service());
        client = server.connect();
    }

    /** Sends objects, and takes what is put. */
    private final class Service implements RequestService {
        @Override
        public S3Response serve(RequestHead head, RequestBody body) {
            try {
                if (head.method().equals("PUT")) {
                    received.add(TestServer.readAll(body));
                    return TestServer.text(200, "taken");
                }
                String key = head.target().substring("/objects/".length());
                if (key.isEmpty()) {
                    return TestServer.text(200, "a list of things");
                }
                ObjectReader reader = objects.open(key);
                long length = reader.version().sizeBytes();
                return S3Response.of(
                        200, Headers.EMPTY, new ResponseBody.ObjectRange(reader, 0, length));
            } catch (RequestBodyException e) {
                received.add(e.reason());
                return TestServer.text(400, e.reason().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable FaultPlan faults(RequestHead head) {
            return faults.plan(head);
        }
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        objects.delete("k");
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (objects.openBlobs() > 0) {
            if (System.nanoTime() > deadline) {
                fail("blob files are still open");
            }
            LockSupport.parkNanos(1_000_000);
        }
        objects.close();
    }

    @Test
    void truncatedBody_hasItsFirstBytesAndThenTheEnd() throws IOException {
        FaultReport fault = faults.add(GET, new FaultEffect.Truncate(100_001));

        get();
        Reply head = client.readHead();

        assertThat(head.header("content-length")).isEqualTo("300000");
        assertThat(Arrays.equals(client.in().readAllBytes(), Arrays.copyOf(bytes, 100_001)))
                .isTrue();
        assertFired(fault, 1);
    }

    @Test
    void bodyThatIsShorter_isNotTruncated() throws IOException {
        FaultReport fault = faults.add(FaultMatch.ANY, new FaultEffect.Truncate(300_000));

        get();

        assertThat(Arrays.equals(client.read().body(), bytes)).isTrue();
        list();
        assertThat(client.read().text()).isEqualTo("a list of things");
        assertFired(fault, 0);
    }

    @Test
    void document_isTruncatedLikeAnObject() throws IOException {
        FaultReport fault = faults.add(FaultMatch.ANY, new FaultEffect.Truncate(6));

        list();

        assertThat(client.readHead().status()).isEqualTo(200);
        assertThat(client.in().readAllBytes()).asString().isEqualTo("a list");
        assertFired(fault, 1);
    }

    @Test
    void resetOfAnAnswer_leavesNoMoreThanItsFirstBytes() throws IOException {
        FaultReport fault = faults.add(GET, new FaultEffect.Reset(Direction.OUT, 150_000));

        get();

        assertThat(client.readHead().status()).isEqualTo(200);
        assertThatThrownBy(() -> client.in().readAllBytes()).isInstanceOf(IOException.class);
        assertFired(fault, 1);
    }

    @Test
    void resetOfARequest_comesBeforeItsEnd() throws IOException {
        FaultReport fault = faults.add(PUT, new FaultEffect.Reset(Direction.IN, 200_000));

        assertThatThrownBy(
                () -> {
                    put(bytes);
                    client.readHead();
                })
                .isInstanceOf(IOException.class);
        assertFired(fault, 1);
        assertThat(poll() == RequestBodyException.Cause.DISCONNECTED).isTrue();
    }

    @Test
    void resetOfTheHead_neverReachesTheService() throws IOException {
        FaultReport fault = faults.add(FaultMatch.ANY, new FaultEffect.Reset(Direction.IN, 0));

        assertThatThrownBy(
                () -> {
                    put(bytes);
                    client.readHead();
                })
                .isInstanceOf(IOException.class);
        assertFired(fault, 1);
        assertThat(received).isEmpty();
    }

    @Test
    void bodyThatIsShorter_doesNotReset() throws IOException {
        FaultReport fault = faults.add(PUT, new FaultEffect.Reset(Direction.IN, 300_001));

        put(bytes);

        assertThat(client.read().text()).isEqualTo("taken");
        assertFired(fault, 0);
    }

    @Test
    void flippedBit_isTheOnlyOneThatDiffers() throws IOException {
        FaultReport fault = faults.add(GET, new FaultEffect.FlipBit(131_073, 3));

        get();

        byte[] expected = bytes.clone();
        expected[131_073] ^= 1 << 3;
        assertThat(Arrays.equals(client.read().body(), expected)).isTrue();
        assertFired(fault, 1);
        assertThat(faults.clear()).hasSize(1);
        get();
        assertThat(Arrays.equals(client.read().body(), bytes)).isTrue();
    }

    @Test
    void byteThatIsNotThere_hasNoWrongBit() throws IOException {
        FaultReport fault = faults.add(GET, new FaultEffect.FlipBit(300_000, 0));

        get();

        assertThat(Arrays.equals(client.read().body(), bytes)).isTrue();
        assertFired(fault, 0);
    }

    @Test
    void slowLink_bringsAllBytesBothWays() throws Exception {
        FaultReport fault =
                faults.add(FaultMatch.ANY, new FaultEffect.Bandwidth(1_500_000, Direction.BOTH));

        put(bytes);
        assertThat(client.read().text()).isEqualTo("taken");
        assertThat(Arrays.equals((byte[]) poll(), bytes)).isTrue();
        get();
        assertThat(Arrays.equals(client.read().body(), bytes)).isTrue();
        assertFired(fault, 2);
    }

    @Test
    void slowBodyInChunks_comesWhole() throws Exception {
        FaultReport fault =
                faults.add(PUT, new FaultEffect.Bandwidth(600_000, Direction.IN));
        client.send("PUT /objects/k HTTP/1.1|Host: h|Transfer-Encoding: chunked||");
        for (int i = 0; i < 3; i++) {
            client.send("186a0|").send(Arrays.copyOfRange(bytes, i * 100_000, (i + 1) * 100_000));
            client.send("|");
        }
        client.send("0||");

        assertThat(client.read().text()).isEqualTo("taken");
        assertThat(Arrays.equals((byte[]) poll(), bytes)).isTrue();
        assertFired(fault, 1);
    }

    @Test
    void requestsBehindASlowOne_keepTheirOrder() throws Exception {
        FaultReport fault =
                faults.add(
                        PUT.withCalls(FaultMatch.Calls.only(1)),
                        new FaultEffect.Bandwidth(400_000, Direction.IN));
        byte[] first = Arrays.copyOf(bytes, 100_000);
        byte[] second = Arrays.copyOfRange(bytes, 100_000, 200_000);

        put(first);
        put(second);
        list();

        assertThat(client.read().text()).isEqualTo("taken");
        assertThat(client.read().text()).isEqualTo("taken");
        assertThat(client.read().text()).isEqualTo("a list of things");
        assertThat(Arrays.equals((byte[]) poll(), first)).isTrue();
        assertThat(Arrays.equals((byte[]) poll(), second)).isTrue();
        assertFired(fault, 1);
    }

    @Test
    void slowTransfers_holdNoThreadAndEndWithTheirClients() throws IOException {
        FaultReport fault =
                faults.add(GET.withKey("k"), new FaultEffect.Bandwidth(2000, Direction.OUT));
        List<RawClient> slow = connect(2 * THREADS);
        for (RawClient each : slow) {
            each.send("GET /objects/k HTTP/1.1|Host: h||");
            assertThat(each.readHead().status()).isEqualTo(200);
        }

        list();

        assertThat(client.read().text()).isEqualTo("a list of things");
        for (RawClient each : slow) {
            each.reset();
        }
        assertThat(faults.find(fault.id()).orElseThrow().matched()).isEqualTo(2 * THREADS);
    }

    @Test
    void slowUploads_endWithTheirClients() throws IOException {
        FaultReport fault =
                faults.add(PUT, new FaultEffect.Bandwidth(200_000, Direction.IN));
        for (RawClient each : connect(2)) {
            each.send("PUT /objects/k HTTP/1.1|Host: h|Content-Length: 300001||").send(bytes);
            awaitFired(fault);
            each.reset();
        }
        assertThat(poll()).isEqualTo(RequestBodyException.Cause.DISCONNECTED);
    }

    @Test
    void delayedRequests_holdNoThread() throws IOException {
        FaultReport fault = faults.add(PUT, new FaultEffect.Delay(Duration.ofMinutes(5)));
        List<RawClient> delayed = connect(2 * THREADS);
        for (RawClient each : delayed) {
            each.send("PUT /objects/k HTTP/1.1|Host: h|Content-Length: 300000||").send(bytes);
        }
        awaitFired(fault);

        list();

        assertThat(client.read().text()).isEqualTo("a list of things");
        assertThat(received).isEmpty();
        for (RawClient each : delayed) {
            each.reset();
        }
    }

    @Test
    void delayedRequest_isServedLater() throws IOException {
        FaultReport fault = faults.add(PUT, new FaultEffect.Delay(Duration.ofMillis(50)));

        put(bytes);

        assertThat(client.read().text()).isEqualTo("taken");
        assertFired(fault, 1);
    }

    @Test
    void delayAndSlowLink_happenBoth() throws Exception {
        FaultReport delay = faults.add(PUT, new FaultEffect.Delay(Duration.ofMillis(50)));
        FaultReport slow = faults.add(PUT, new FaultEffect.Bandwidth(900_000, Direction.IN));

        put(bytes);

        assertThat(client.read().text()).isEqualTo("taken");
        assertThat(Arrays.equals((byte[]) poll(), bytes)).isTrue();
        assertFired(delay, 1);
        assertFired(slow, 1);
    }

    @Test
    void droppedReply_isNotAByteButTheServiceHasServed() throws IOException {
        FaultReport fault = faults.add(FaultMatch.ANY, new FaultEffect.DropReply());

        put(bytes);

        assertThat(client.isClosedByServer()).isTrue();
        assertThat(Arrays.equals((byte[]) poll(), bytes)).isTrue();
        assertFired(fault, 1);
        try (RawClient other = server.connect()) {
            other.send("GET /objects/k HTTP/1.1|Host: h||");
            assertThat(other.isClosedByServer()).isTrue();
        }
        assertFired(fault, 2);
    }

    @Test
    void requestThatNoThreadTakes_isRefusedAndNotDropped() throws IOException {
        FaultReport fault = faults.add(GET, new FaultEffect.DropReply());
        List<RawClient> busy = connect(THREADS);
        for (RawClient one : busy) {
            one.send("PUT /objects/k HTTP/1.1|Host: h|Expect: 100-continue|Content-Length: 5||");
            assertThat(one.readHead().status()).isEqualTo(100);
        }

        get();

        assertThat(client.read().status()).isEqualTo(503);
        assertFired(fault, 0);
        for (RawClient one : busy) {
            one.close();
        }
    }

    @Test
    void objectWhoseAnswerHasNoBody_isClosedBeforeTheReset() throws IOException {
        objects.putParts("parts", List.of(bytes));
        FaultReport fault =
                faults.add(FaultMatch.ANY, new FaultEffect.Reset(Direction.OUT, 0));

        client.send("HEAD /objects/parts HTTP/1.1|Host: h||");

        assertThatThrownBy(() -> client.in().readAllBytes()).isInstanceOf(IOException.class);
        assertFired(fault, 1);
        // Its files are closed only when no reader pins it any more.
        objects.delete("parts");
    }

    private List<RawClient> connect(int count) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect());
        }
        return clients;
    }

    private void get() throws IOException {
        client.send("GET /objects/k HTTP/1.1|Host: h||");
    }

    private void list() throws IOException {
        client.send("GET /objects/ HTTP/1.1|Host: h||");
    }

    private void put(byte[] body) throws IOException {
        client.send("PUT /objects/k HTTP/1.1|Host: h|Content-Length: " + body.length + "||")
                .send(body);
    }

    private Object poll() {
        try {
            Object next = received.poll(30, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFired(FaultReport fault, long times) {
        assertThat(faults.list())
                .filteredOn(report -> report.id().equals(fault.id()))
                .extracting(FaultReport::fired)
                .containsExactly(times);
    }

    private void awaitFired(FaultReport fault) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (faults.find(fault.id()).orElseThrow().fired() == 0) {
            if (System.nanoTime() > deadline) {
                fail(fault.id() + " has not fired");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}

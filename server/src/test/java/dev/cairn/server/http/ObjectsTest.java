package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of objects on their way out. */
@ParameterizedClass
@MethodSource("dev.cairn.server.http.Wiring#all")
final class ObjectsTest {
    private static final int PART = 5 << 20;
    private static final boolean LINUX = Files.isDirectory(Path.of("/proc/self/fd"));
    private static final HttpSettings SETTINGS =
            new HttpSettings(
                    100, 16384, 32768, 16, Duration.ofSeconds(60), 100_000, Duration.ofMillis(250));

    private final Wiring wiring;
    private final StoredObjects objects;
    private final TestServer server;
    private final CountDownLatch blocked = new CountDownLatch(2);
    private final CountDownLatch release = new CountDownLatch(1);

    ObjectsTest(Wiring wiring, @TempDir Path directory) throws IOException {
        this.wiring = wiring;
        objects = new StoredObjects(directory);
        server = new TestServer(wiring, SETTINGS, this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        server.close();
        for (String key : List.of("k", "single", "large", "small")) {
            objects.delete(key);
        }
        awaitNoOpenBlobs();
        objects.close();
    }

    /** {@code /key?offset-length}, by default all. */
    private S3Response serve(RequestHead head, RequestBody body) {
        String[] target = head.target().substring(1).split("\\?", 2);
        if (target[0].equals("ping")) {
            return TestServer.text(200, "pong");
        }
        if (target[0].equals("block")) {
            return block();
        }
        try {
            ObjectReader reader = objects.open(target[0]);
            long offset = 0;
            long length = reader.version().sizeBytes();
            if (target.length > 1) {
                String[] range = target[1].split("-", 2);
                offset = Long.parseLong(range[0]);
                length = Long.parseLong(range[1]);
            }
            ResponseBody content = new ResponseBody.ObjectRange(reader, offset, length);
            return S3Response.of(200, Headers.EMPTY, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private S3Response block() {
        blocked.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return TestServer.text(200, "released");
    }

    private byte[] get(RawClient client, String target) throws IOException {
        return client.send("GET /" + target + " HTTP/1.1|Host: h||").read().body();
    }

    private byte[] putParts(String key, int count) throws IOException {
        List<byte[]> parts =
                IntStream.range(0, count)
                        .mapToObj(i -> StoredObjects.random(i, i == count - 1 ? 1000 : PART))
                        .toList();
        objects.putParts(key, parts);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void objectsOfEverySize_arriveWhole() throws IOException {
        try (RawClient client = server.connect()) {
            for (int size : new int[] {0, 1, 4096, 65535, 65536, 65537, 300_000, 20_000_000}) {
                byte[] bytes = StoredObjects.random(size, size);
                objects.put("k", bytes);
                assertThat(Arrays.equals(get(client, "k"), bytes)).as("%d bytes", size).isTrue();
            }
        }
    }

    @Test
    void rangesOfAnObject_areExact() throws IOException {
        byte[] bytes = StoredObjects.random(7, 1_000_000);
        objects.put("k", bytes);
        try (RawClient client = server.connect()) {
            for (int offset : new int[] {0, 1, 4095, 500_000, 999_999}) {
                for (int length : new int[] {1, 1000, 65536, 65537, 300_000}) {
                    int count = Math.min(length, bytes.length - offset);
                    assertThat(get(client, "k?" + offset + "-" + count))
                            .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + count));
                }
            }
        }
    }

    @Test
    void objectOfManyParts_arrivesWhole() throws IOException {
        byte[] bytes = putParts("k", 11);
        try (RawClient client = server.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(Arrays.equals(get(client, "k"), bytes)).isTrue();
            }
            int offset = 2 * PART - 10;
            assertThat(get(client, "k?" + offset + "-" + 20))
                    .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + 20));
            assertThat(
                    Arrays.equals(
                            get(client, "k?" + offset + "-" + (3 * PART)),
                            Arrays.copyOfRange(bytes, offset, offset + 3 * PART)))
                    .isTrue();
        }
    }

    @Test
    void head_closesTheReader() throws IOException {
        objects.put("k", StoredObjects.random(1, 300_000));
        try (RawClient client = server.connect()) {
            client.send("HEAD /k HTTP/1.1|Host: h||").readHead();
            objects.delete("k");
            awaitNoOpenBlobs();
        }
    }

    @Test
    void clientGoneInMidAnswer_closesTheReader() throws IOException {
        putParts("k", 11);
        objects.put("single", StoredObjects.random(1, 50_000_000));
        for (String key : List.of("k", "single")) {
            for (int i = 0; i < 5; i++) {
                RawClient client = server.connect();
                client.send("GET /" + key + " HTTP/1.1|Host: h||");
                assertThat(client.in().readNBytes(1000)).hasSize(1000);
                assertThat(objects.openBlobs()).isGreaterThanOrEqualTo(LINUX ? 1 : 0);
                client.reset();
            }
            objects.delete(key);
            awaitNoOpenBlobs();
        }
    }

    @Test
    void clientThatTakesNothing_isCutOffAndHoldsNoFile() throws IOException {
        putParts("k", 11);
        try (RawClient client = server.connect()) {
            client.send("GET /k HTTP/1.1|Host: h||");
            assertThat(client.in().readNBytes(1000)).hasSize(1000);
            objects.delete("k");
            awaitNoOpenBlobs();
        }
    }

    @Test
    void slowReaders_holdNoThread() throws IOException {
        objects.put("k", StoredObjects.random(1, 50_000_000));
        RawClient[] slow = new RawClient[40];
        try (RawClient fast = server.connect()) {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = server.connect();
                slow[i].send("GET /k HTTP/1.1|Host: h||");
                assertThat(slow[i].in().readNBytes(1000)).hasSize(1000);
            }
            assertThat(fast.send("GET /ping HTTP/1.1|Host: h||").read().text()).isEqualTo("pong");
        } finally {
            for (RawClient client : slow) {
                if (client != null) {
                    client.close();
                }
            }
        }
    }

    @Test
    void answerUnderWay_goesOnWhileRequestsBlockAllThreads() throws Exception {
        byte[] bytes = putParts("k", 11);
        HttpSettings twoThreads =
                new HttpSettings(
                        100, 16384, 32768, 2, Duration.ofMinutes(1), 0, Duration.ofMinutes(1));
        try (TestServer full = new TestServer(wiring, twoThreads, this::serve);
                RawClient reader = full.connect();
                RawClient one = full.connect();
                RawClient other = full.connect()) {
            reader.send("GET /k HTTP/1.1|Host: h||").readHead();
            one.send("GET /block HTTP/1.1|Host: h||");
            other.send("GET /block HTTP/1.1|Host: h||");
            blocked.await();
            assertThat(Arrays.equals(reader.in().readNBytes(bytes.length), bytes)).isTrue();
            assertThat(release.getCount()).isEqualTo(1);
            release.countDown();
            assertThat(one.read().text()).isEqualTo("released");
            assertThat(other.read().text()).isEqualTo("released");
        } finally {
            release.countDown();
        }
    }

    @Test
    void pipelinedObjects_arriveInOrder() throws IOException {
        byte[] large = StoredObjects.random(1, 3_000_000);
        byte[] small = StoredObjects.random(2, 3000);
        objects.put("large", large);
        objects.put("small", small);
        try (RawClient client = server.connect()) {
            String both = "GET /large HTTP/1.1|Host: h||GET /small HTTP/1.1|Host: h||";
            client.send(both.repeat(10));
            for (int i = 0; i < 10; i++) {
                assertThat(Arrays.equals(client.read().body(), large)).isTrue();
                assertThat(Arrays.equals(client.read().body(), small)).isTrue();
            }
        }
    }

    private void awaitNoOpenBlobs() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (objects.openBlobs() > 0) {
            if (System.nanoTime() > deadline) {
                fail("blob files are still open");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}

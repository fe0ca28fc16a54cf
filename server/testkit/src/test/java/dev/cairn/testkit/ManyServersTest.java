package dev.cairn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testkit.aws.SdkClients;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What many servers leave in the JVM that ran them: nothing. */
@Isolated
class ManyServersTest {
    private static final int SERVERS = 30;
    private static final int AT_A_TIME = 8;
    private static final int OBJECT_BYTES = 3 << 20;

    /** Netty's executor for what no loop does ends by itself a second after its last work. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void thirtyServersEightAtATime_leaveNothing() throws Exception {
        // The first loads classes, RocksDB's library, and what the JDK itself keeps open for ever.
        runAtATime(2);
        Set<Long> threads = threadsNow();
        Map<String, Integer> files = filesNow();
        Set<Path> folders = foldersNow();
        Map<String, Long> buffers = buffersNow();

        runAtATime(SERVERS);

        assertThat(foldersNow()).isEqualTo(folders);
        assertEndsEmpty("threads", () -> newThreads(threads));
        assertEndsEmpty("open files", () -> newFiles(files));
        assertEndsEmpty("direct memory", () -> newBuffers(buffers));
    }

    private static void runAtATime(int servers) throws Exception {
        // All of the first eight run before one of them stops.
        Phaser together = new Phaser(Math.min(servers, AT_A_TIME));
        List<Future<?>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (int i = 0; i < servers; i++) {
                Runnable wait =
                        i < AT_A_TIME ? together::arriveAndAwaitAdvance : together::getPhase;
                runs.add(threads.submit(() -> use(wait)));
            }
        }
        for (Future<?> run : runs) {
            run.get();
        }
    }

    /** Writes what goes through direct memory both ways, and leaves an upload for the clock. */
    private static Void use(Runnable whileRunning) throws Exception {
        try (CairnServer cairn = CairnServer.builder().buckets("vault").start();
                SdkClients clients = new SdkClients(cairn)) {
            S3Client s3 = clients.s3();
            byte[] content = new byte[OBJECT_BYTES];
            content[OBJECT_BYTES - 1] = (byte) cairn.endpoint().getPort();
            s3.putObject(
                    put -> put.bucket("vault").key("object"), RequestBody.fromBytes(content));
            assertThat(
                    s3.getObjectAsBytes(get -> get.bucket("vault").key("object")).asByteArray())
                    .isEqualTo(content);
            s3.createMultipartUpload(create -> create.bucket("vault").key("left"));
            whileRunning.run();
            cairn.clock().advance(Duration.ofDays(8));
            assertThat(cairn.uploads().open()).hasSize(1);
            return null;
        }
    }

    private static void assertEndsEmpty(String what, Supplier<? extends Set<?>> left) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!left.get().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(left.get()).describedAs(what).isEmpty();
    }

    private static Set<Long> threadsNow() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .map(Thread::threadId)
                .collect(Collectors.toSet());
    }

    private static Set<String> newThreads(Set<Long> before) {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> !before.contains(thread.threadId()))
                .map(Thread::getName)
                // Of the JDK: they come and go with load, and with connections of
                // HttpURLConnection.
                .filter(name -> !name.matches("C\\d CompilerThread\\d+|Keep-Alive-Timer"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the open descriptors of this process lead to, and how often; Linux alone tells. */
    private static Map<String, Integer> filesNow() {
        Path descriptors = Path.of("/proc/self/fd");
        Map<String, Integer> open = new HashMap<>();
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> all = Files.list(descriptors)) {
                all.forEach(link -> open.merge(target(link), 1, Integer::sum));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return open;
    }

    private static Set<String> newFiles(Map<String, Integer> before) {
        Set<String> more = new TreeSet<>();
        filesNow()
                .forEach(
                        (target, count) -> {
                            // The class path is opened jar by jar, as classes are needed.
                            boolean ours = !target.endsWith(".jar");
                            if (ours && count > before.getOrDefault(target, 0)) {
                                more.add(target + " " + count);
                            }
                        });
        return more;
    }

    /** Sockets and pipes count by their kind: each has a number of its own. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().replaceAll(":\\[\\d+]", "");
        } catch (NoSuchFileException closed) {
            return "closed";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Path> foldersNow() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("cairn-test-"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Bytes of direct memory: those that the JDK counts, and those that Netty counts. */
    private static Map<String, Long> buffersNow() {
        Map<String, Long> bytes = new HashMap<>();
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .forEach(pool -> bytes.put(pool.getName(), pool.getMemoryUsed()));
        bytes.put("netty", io.netty.util.internal.PlatformDependent.usedDirectMemory());
        return bytes;
    }

    private static Set<String> newBuffers(Map<String, Long> before) {
        Set<String> more = new TreeSet<>();
        buffersNow()
                .forEach(
                        (pool, bytes) -> {
                            if (bytes > before.getOrDefault(pool, 0L)) {
                                more.add(pool + ": " + before.get(pool) + " -> " + bytes);
                            }
                        });
        return more;
    }
}

package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.crash.RememberingClient.Found;
import dev.cairn.it.operation.VersionedBucket;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sixteen clients write, delete, copy, upload, abort and complete, a quarter of them in a bucket
 * that keeps versions; the server is killed after a random number of acknowledgements and started
 * again on the same data. Everything that a client was promised must hold, and every byte must be
 * accounted for.
 *
 * <p>Runs again from its seed with {@code -Dcairn.seed=…}, as long as the threads play along.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CrashIT {
    private static final int CLIENTS = 16;
    private static final int VERSIONED_CLIENTS = 4;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void killedUnderLoad_keepsWhatItAcknowledged() throws Throwable {
        int rounds = Integer.getInteger("cairn.crash-rounds", 5);
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("CrashIT: cairn.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        String bucket = cairn.bucket();
        String versioned = VersionedBucket.in(cairn).name();
        List<RememberingClient> plainClients = new ArrayList<>();
        List<RememberingClient> versionedClients = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            if (number < VERSIONED_CLIENTS) {
                versionedClients.add(
                        new VersionedCrashClient(versioned, number, random.split()));
            } else {
                plainClients.add(new CrashClient(bucket, number, random.split()));
            }
        }
        List<RememberingClient> clients = new ArrayList<>(plainClients);
        clients.addAll(versionedClients);
        for (int round = 1; round <= rounds; round++) {
            int acknowledgements = random.nextInt(20, 1500);
            runAndKill(clients, acknowledgements);
            cairn.killAndRestart();
            String when = "round " + round + ", seed " + seed + ", after " + acknowledgements;
            assertThat(cairn.admin().integrity().unaccountedBytes()).describedAs(when).isZero();
            verify(plainClients, bucket, when);
            verify(versionedClients, versioned, when);
            verifyNothingIsLeft(when);
        }
    }

    /** Returns when the server is dead and all clients have noticed. */
    private static void runAndKill(List<RememberingClient> clients, int acknowledgements)
            throws Exception {
        WireClient wire = cairn.wire();
        CountDownLatch untilKill = new CountDownLatch(acknowledgements);
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Long>> futures = new ArrayList<>();
            for (RememberingClient client : clients) {
                futures.add(threads.submit(() -> runUntilDeath(client, wire, untilKill)));
            }
            boolean enough = untilKill.await(5, TimeUnit.MINUTES);
            cairn.process().kill();
            assertThat(enough).describedAs("the clients did their work").isTrue();
            for (Future<Long> future : futures) {
                assertThat(future.get()).isNotNegative();
            }
        }
    }

    private static long runUntilDeath(
            RememberingClient client, WireClient wire, CountDownLatch untilKill) {
        long steps = 0;
        try (Requests requests = Requests.open(wire, untilKill::countDown)) {
            while (true) {
                client.step(requests);
                steps++;
            }
        } catch (UncheckedIOException death) {
            // The step that was under way is in doubt, as the client's model remembers.
            return steps;
        }
    }

    private static void verify(List<RememberingClient> clients, String bucket, String when)
            throws Throwable {
        List<Callable<Found>> calls = new ArrayList<>();
        for (RememberingClient client : clients) {
            calls.add(() -> {
                try (Requests requests = Requests.open(cairn.wire(), () -> {})) {
                    return client.verify(requests);
                }
            });
        }
        Found sum = Found.NOTHING;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Found> found : threads.invokeAll(calls)) {
                sum = sum.plus(found.get());
            }
        }
        var bytes = cairn.admin().usage(bucket).get("bytes");
        Found counted = new Found(bytes.get("current").asLong(),
                bytes.get("noncurrent").asLong(), bytes.get("uploadOpen").asLong());
        assertThat(counted).describedAs(when).isEqualTo(sum);
    }

    private static void verifyNothingIsLeft(String when) throws Throwable {
        assertThat(cairn.admin().integrity().unaccountedBytes()).describedAs(when).isZero();
        Eventually.within(Duration.ofSeconds(30),
                () -> assertThat(cairn.admin().integrity().discardedBytes()).describedAs(when)
                        .isZero());
        assertThat(cairn.admin().integrity().unaccountedBytes()).describedAs(when).isZero();
    }
}

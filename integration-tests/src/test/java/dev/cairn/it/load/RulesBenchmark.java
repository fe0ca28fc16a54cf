package dev.cairn.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.server.ServerOptions;
import dev.cairn.it.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passes of rules over a bucket of a million objects and a million open uploads, in a server of 256
 * MiB, by {@code mvn verify -Pbenchmark -Dit.test=RulesBenchmark}. Prints figures and compares none.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RulesBenchmark {
    private static final int OBJECTS = Integer.getInteger("cairn.benchmark-objects", 1_000_000);
    private static final int UPLOADS = Integer.getInteger("cairn.benchmark-uploads", 1_000_000);
    private static final int DUE = 10_000;

    @TempDir
    Path directory;

    @Test
    void passesOverALargeBucket() throws Throwable {
        Path data = directory.resolve("data");
        build(data);
        // One pass follows the other.
        try (ServerProcess server = start(data, "PT1S")) {
            LoggedPasses passes = new LoggedPasses(server);
            System.out.println("first pass: " + passes.await(1));
            System.out.println("another: " + passes.await(2));
            System.out.println("another: " + passes.await(3));
            advance(server, "P2D");
            System.out.println("a day's uploads are due: " + passes.awaitActing(1));
            put(server, "PUT during passes, cold", 10);
            put(server, "PUT during passes with nothing due", 20);
            advance(server, "P10D");
            put(server, "PUT during passes with " + DUE + " aborts", 20);
            System.out.println("ten days' uploads are due: " + passes.awaitActing(2));
            printMemory(server);
            assertThat(server.stop()).isZero();
        }
        // The last pass was just now, so there is none.
        try (ServerProcess server = start(data, "PT1H")) {
            put(server, "PUT without a pass, cold", 10);
            put(server, "PUT without a pass", 20);
            printMemory(server);
            assertThat(server.stop()).isZero();
        }
    }

    private static void build(Path data) throws Exception {
        Path target = Path.of(System.getProperty("cairn.server-target", "../server/target"));
        Path classes = target.resolve("../../lifecycle/target/test-classes").normalize();
        long begun = System.nanoTime();
        Process builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "--enable-native-access=ALL-UNNAMED",
                "-cp", classes + ":" + target.resolve("lib") + "/*",
                "dev.cairn.lifecycle.LargeStore", data.toString(),
                String.valueOf(OBJECTS), String.valueOf(UPLOADS), String.valueOf(DUE))
                .inheritIO().start();
        assertThat(builder.waitFor()).isZero();
        System.out.printf(Locale.ROOT, "%d objects and %d open uploads made in %.0f s%n",
                OBJECTS, UPLOADS, (System.nanoTime() - begun) / 1e9);
    }

    private static ServerProcess start(Path data, String interval) {
        return ServerProcess.start(ServerOptions.in(data)
                .withFlag("durability", "os")
                .withFlag("test-clock", "true")
                .withFlag("lifecycle-interval", interval));
    }

    private static AdminClient admin(ServerProcess server) {
        return new AdminClient(
                server.ready().admin(), ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY);
    }

    private static void advance(ServerProcess server, String duration) {
        assertThat(admin(server).send("PUT", "/api/v1/clock",
                "{\"advance\":\"" + duration + "\"}").status()).isEqualTo(200);
    }

    private static void put(ServerProcess server, String title, int seconds) throws Exception {
        System.out.print(title + ": ");
        Load.main(new String[] {
            "put", "--size", "4KiB", "--connections", "8", "--seconds", String.valueOf(seconds),
            "--endpoint", server.ready().s3().toString(),
            "--access-key", ServerOptions.ACCESS_KEY, "--secret-key", ServerOptions.SECRET_KEY,
            "--pid", String.valueOf(server.pid())});
    }

    private static void printMemory(ServerProcess server) throws IOException {
        Path status = Path.of("/proc", String.valueOf(server.pid()), "status");
        Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }
}

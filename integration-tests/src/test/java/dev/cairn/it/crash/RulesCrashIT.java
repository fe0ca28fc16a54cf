package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.Folders;
import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.admin.RulePasses;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.server.ServerOptions;
import dev.cairn.it.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store with much to do for its rules is copied again and again. On one copy the rules do it
 * undisturbed; on the others the server is killed in the middle, several times. In the end all look
 * the same, and every byte is accounted for.
 *
 * <p>Kills at other moments with {@code -Dcairn.seed=…}, and more often under {@code -Plong}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RulesCrashIT {
    private static final int KILLS = 4;

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("test-clock", "true")
                    .withFlag("lifecycle-interval", "P1D"));

    @TempDir
    Path directory;

    /** What was left when a copy had nothing more to do, and what had been done until then. */
    private record End(StoreState state, long actions) {}

    @Test
    void passThatIsKilledAgainAndAgain_endsAsAnUndisturbedOne() throws Throwable {
        int rounds = Math.ceilDiv(Integer.getInteger("cairn.crash-rounds", 5), 3);
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("RulesCrashIT: cairn.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        RuledPopulation.fill(cairn);
        assertThat(cairn.process().stop()).isZero();

        End undisturbed = run(copy("undisturbed"), "undisturbed");
        assertThat(undisturbed.actions()).isGreaterThan(1000);
        for (int round = 1; round <= rounds; round++) {
            Path data = copy("round-" + round);
            for (int kill = 0; kill < KILLS; kill++) {
                runAndKill(data, random.nextLong(undisturbed.actions() / (KILLS + 1)));
            }
            String when = "round " + round + ", seed " + seed;
            End end = run(data, when);
            assertThat(end.actions()).describedAs(when)
                    .isBetween(1L, undisturbed.actions() - 1);
            assertThat(end.state().lines()).describedAs(when)
                    .isEqualTo(undisturbed.state().lines());
            CairnServer.deleteTree(data);
        }
    }

    /** Kills the server when its rules have done so much, or are through. */
    private static void runAndKill(Path data, long actions) {
        try (ServerProcess server = start(data)) {
            new RulePasses(cairn.adminOf(server)).awaitActions(actions);
            server.kill();
        }
    }

    /** Lets the rules do what there is to do. */
    private static End run(Path data, String when) throws Throwable {
        try (ServerProcess server = start(data);
                S3Client s3 = SdkClients.withDefaults(server.ready().s3())) {
            AdminClient admin = cairn.adminOf(server);
            RulePasses passes = new RulePasses(admin);
            passes.awaitIdle();
            assertThat(passes.actionsNotDone()).describedAs(when).isZero();
            StoreState state = StoreState.of(s3, admin, RuledPopulation.BUCKETS);
            assertThat(admin.integrity().unaccountedBytes()).describedAs(when).isZero();
            Eventually.within(Duration.ofSeconds(60),
                    () -> assertThat(admin.integrity().discardedBytes()).describedAs(when)
                            .isZero());
            assertThat(admin.integrity().unaccountedBytes()).describedAs(when).isZero();
            End end = new End(state, passes.actions());
            assertThat(server.stop()).describedAs(server.stderr()).isZero();
            assertThat(server.stderr()).doesNotContainPattern("(?m)^\\S+ +ERROR |AssertionError");
            return end;
        }
    }

    private static ServerProcess start(Path data) {
        return ServerProcess.start(ServerOptions.in(data).withFlag("test-clock", "true")
                .withFlag("lifecycle-interval", "PT1S"));
    }

    private Path copy(String name) throws IOException {
        Path target = directory.resolve(name);
        Folders.copy(cairn.dataDir(), target);
        return target;
    }
}

package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.client.CommandLine;
import dev.cairn.it.client.PythonClients;
import dev.cairn.it.server.CairnServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A random life of two buckets is written down by who lives it, in boto3; somebody else, who knows
 * docs/BILLING.md and nothing of the server, makes the bills of it in Python. They are the server's
 * to the last digit. The seed brings a failure back: {@code -Dcairn.accountant-seed}.
 */
class AccountantIT {
    private static final String SEED = System.getProperty("cairn.accountant-seed", "7");

    /** Four plans, four periods, each of both buckets and of either. */
    private static final int STATEMENTS = 4 * 4 * 3;

    @TempDir
    static Path folder;

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(
                    options -> options.withFlag("test-clock", "true")
                            .withFlag("lifecycle-interval", "PT1S")
                            .withFlag("billing-plan-dir", folder.toString()));

    private final Path events = folder.resolve("events.jsonl");

    @Test
    void billsOfARecordedLife_areTheServers() throws Throwable {
        PythonClients.requireBoto3();
        String unused = python("recorded_life.py", address(), SEED, events.toString()).succeeded();
        assertThat(cairn.admin()
                .send("PUT", "/api/v1/clock", "{\"set\":\"2031-07-01T01:00:00Z\"}")
                .status()).isEqualTo(200);
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(
                cairn.admin()
                        .get(
                                "/api/v1/statement",
                                Map.of("from", "2031-03-01", "to", "2031-07-01"))
                        .get("final").asBoolean())
                .isTrue());

        String bills = bills().succeeded();
        assertThat(bills.lines()).describedAs("seed %s", SEED)
                .hasSize(STATEMENTS)
                .allSatisfy(line -> assertThat(line).startsWith("ok "));
        cairn.killAndRestart();
        assertThat(bills().succeeded()).isEqualTo(bills);

        forgetOneObject();
        assertThat(bills().exitCode()).isEqualTo(1);
    }

    /** Whoever forgets an object comes to another sum, so the comparison can fail. */
    private void forgetOneObject() throws IOException {
        List<String> lines = Files.readAllLines(events);
        String put =
                lines.stream()
                        .filter(line -> line.contains("\"do\": \"put\""))
                        .findFirst()
                        .orElseThrow();
        Files.write(events, lines.stream().filter(line -> !line.equals(put)).toList());
    }

    private CommandLine.Result bills() {
        return python("accountant.py", events.toString(), address());
    }

    private static String address() {
        return cairn.process().ready().admin().toString();
    }

    private static CommandLine.Result python(String script, String... arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("python3", PythonClients.script(script).toString()));
        command.addAll(List.of(arguments));
        return PythonClients.shell(cairn, folder).run(command);
    }
}

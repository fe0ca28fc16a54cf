package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.it.server.CairnServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;

/**
 * Clients in other languages, each by a small program of its own in {@code src/test/clients} that does
 * what its users do every day. Their packages are fetched and compiled, so only the profile {@code
 * clients} runs them; those whose tools are not installed are skipped with a message.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class OtherClientsIT {
    private static final Duration PREPARATION_MAX = Duration.ofMinutes(30);

    /** A client: its folder, what must be installed, what fetches and builds it, what runs it. */
    private record Client(
            String folder,
            List<String> probe,
            List<List<String>> preparation,
            List<String> run) {}

    private static final List<Client> CLIENTS =
            List.of(
                    new Client(
                            "node",
                            List.of("node", "--version"),
                            List.of(
                                    List.of(
                                            "npm", "install", "--silent", "--no-audit",
                                            "--no-fund")),
                            List.of("node", "--no-warnings", "check.mjs")),
                    new Client(
                            "go-aws",
                            List.of("go", "version"),
                            List.of(List.of("go", "build", "-o", "check", ".")),
                            List.of("./check")),
                    new Client(
                            "go-minio",
                            List.of("go", "version"),
                            List.of(List.of("go", "build", "-o", "check", ".")),
                            List.of("./check")),
                    new Client(
                            "rust",
                            List.of("cargo", "--version"),
                            List.of(
                                    List.of(
                                            "cargo", "build", "--quiet", "--target-dir",
                                            "target")),
                            List.of("target/debug/check")),
                    new Client(
                            "python",
                            List.of("python3", "-m", "venv", "--help"),
                            List.of(
                                    List.of("python3", "-m", "venv", "venv"),
                                    List.of(
                                            "venv/bin/pip", "install", "-q", "-r",
                                            "requirements.txt")),
                            List.of("venv/bin/python", "check.py")),
                    new Client(
                            "rclone",
                            List.of("rclone", "version"),
                            List.of(),
                            List.of("sh", "check.sh")));

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @TestFactory
    Stream<DynamicTest> clients() {
        return CLIENTS.stream()
                .map(client -> dynamicTest(client.folder, () -> run(client)));
    }

    private static void run(Client client) throws IOException {
        Path folder = Path.of("target", "clients", client.folder).toAbsolutePath();
        copy(Path.of("src", "test", "clients", client.folder), folder);
        CommandLine shell =
                PythonClients.shell(cairn, folder)
                        .with("AWS_REGION", "us-east-1")
                        .with("AWS_EC2_METADATA_DISABLED", "true");
        requireTools(client, shell);
        for (List<String> command : client.preparation) {
            String unused = shell.run(command, PREPARATION_MAX).succeeded();
        }

        CommandLine.Result result = shell.run(client.run);

        List<String> failed = new ArrayList<>();
        int steps = 0;
        for (String line : result.stdout().lines().toList()) {
            steps += line.startsWith("ok ") ? 1 : 0;
            if (line.startsWith("failed ")) {
                failed.add(line.replace("\\n", "\n"));
            }
        }
        assertThat(failed).isEmpty();
        assertThat(result.exitCode()).describedAs(result.toString()).isZero();
        assertThat(steps).describedAs(result.toString()).isGreaterThanOrEqualTo(6);
    }

    private static void requireTools(Client client, CommandLine shell) {
        boolean found;
        try {
            found = shell.run(client.probe).exitCode() == 0;
        } catch (UncheckedIOException absent) {
            found = false;
        }
        if (!found) {
            throw new TestAbortedException(
                    "SKIPPED: " + client.probe.getFirst() + " is not installed");
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }
}

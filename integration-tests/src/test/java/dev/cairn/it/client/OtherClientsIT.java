package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.it.Folders;
import dev.cairn.it.server.CairnServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients in other languages, each by a small program of its own in {@code src/test/clients} that does
 * what its users do every day. Their packages are fetched and compiled, so only the profile {@code
 * clients} runs them; those whose tools are not installed are skipped with a message.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class OtherClientsIT {
    private static final List<ForeignProject> CLIENTS =
            List.of(
                    new ForeignProject(
                            "node",
                            List.of("node", "--version"),
                            List.of(
                                    List.of(
                                            "npm", "install", "--silent", "--no-audit",
                                            "--no-fund")),
                            List.of("node", "--no-warnings", "check.mjs")),
                    new ForeignProject(
                            "go-aws",
                            List.of("go", "version"),
                            List.of(List.of("go", "build", "-o", "check", ".")),
                            List.of("./check")),
                    new ForeignProject(
                            "go-minio",
                            List.of("go", "version"),
                            List.of(List.of("go", "build", "-o", "check", ".")),
                            List.of("./check")),
                    new ForeignProject(
                            "rust",
                            List.of("cargo", "--version"),
                            List.of(
                                    List.of(
                                            "cargo", "build", "--quiet", "--target-dir",
                                            "target")),
                            List.of("target/debug/check")),
                    new ForeignProject(
                            "python",
                            List.of("python3", "-m", "venv", "--help"),
                            List.of(
                                    List.of("python3", "-m", "venv", "venv"),
                                    List.of(
                                            "venv/bin/pip", "install", "-q", "-r",
                                            "requirements.txt")),
                            List.of("venv/bin/python", "check.py")),
                    new ForeignProject(
                            "rclone",
                            List.of("rclone", "version"),
                            List.of(),
                            List.of("sh", "check.sh")));

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @TestFactory
    Stream<DynamicTest> clients() {
        return CLIENTS.stream()
                .map(client -> dynamicTest(client.folder(), () -> run(client)));
    }

    private static void run(ForeignProject client) throws IOException {
        Path folder = Path.of("target", "clients", client.folder()).toAbsolutePath();
        Folders.copy(Path.of("src", "test", "clients", client.folder()), folder);
        CommandLine shell =
                PythonClients.shell(cairn, folder)
                        .with("AWS_REGION", "us-east-1")
                        .with("AWS_EC2_METADATA_DISABLED", "true");

        CommandLine.Result result = client.run(shell, false);

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
}

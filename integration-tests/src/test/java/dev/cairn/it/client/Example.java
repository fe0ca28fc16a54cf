package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * A project of {@code examples/} as its readers have it: a copy of its own, that starts Cairn by
 * itself.
 *
 * @param folder below {@code examples/}
 * @param probe what must succeed where its tools are installed
 * @param preparation what fetches and builds it
 * @param run what runs its tests
 */
record Example(
        String folder, List<String> probe, List<List<String>> preparation, List<String> run) {
    private static final Duration PREPARATION_MAX = Duration.ofMinutes(30);

    /** Runs its tests; the report of those that passed. */
    String output() throws IOException {
        Path copy = Path.of("target", "examples", folder).toAbsolutePath();
        OtherClientsIT.copy(
                Path.of(System.getProperty("cairn.examples", "../examples"), folder), copy);
        CommandLine shell =
                new CommandLine(
                        copy,
                        Map.of(
                                "CAIRN", ServerProcess.writeLauncher(copy).toString(),
                                "PYTHONDONTWRITEBYTECODE", "1",
                                "AWS_EC2_METADATA_DISABLED", "true",
                                "AWS_CONFIG_FILE", "/dev/null",
                                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
        requireTools(shell);
        for (List<String> command : preparation) {
            String unused = shell.run(command, PREPARATION_MAX).succeeded();
        }
        CommandLine.Result result = shell.run(run, PREPARATION_MAX);
        assertThat(result.exitCode()).describedAs(result.toString()).isZero();
        return result.stdout();
    }

    private void requireTools(CommandLine shell) {
        if (installed(shell)) {
            return;
        }
        String missing = String.join(" ", probe) + " fails: not installed";
        if (folder.equals("python") && PythonClients.required()) {
            throw new IllegalStateException(missing);
        }
        throw new TestAbortedException("SKIPPED: " + missing);
    }

    private boolean installed(CommandLine shell) {
        try {
            return shell.run(probe).exitCode() == 0;
        } catch (UncheckedIOException absent) {
            return false;
        }
    }
}

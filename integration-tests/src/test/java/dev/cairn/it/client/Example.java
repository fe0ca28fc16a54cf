package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Folders;
import dev.cairn.it.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A project of {@code examples/} as its readers have it: it starts Cairn by itself. */
record Example(ForeignProject project) {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("cairn.examples", "../examples"));

    /**
     * Runs its tests; the report of those that passed.
     *
     * @param required whether it fails where its tools are not installed
     */
    String output(boolean required) throws IOException {
        Path copy = Path.of("target", "examples", project.folder()).toAbsolutePath();
        Folders.copy(EXAMPLES.resolve(project.folder()), copy);
        CommandLine shell =
                new CommandLine(
                        copy,
                        Map.of(
                                "CAIRN", ServerProcess.writeLauncher(copy).toString(),
                                "PYTHONDONTWRITEBYTECODE", "1",
                                "AWS_EC2_METADATA_DISABLED", "true",
                                "AWS_CONFIG_FILE", "/dev/null",
                                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
        CommandLine.Result result = project.run(shell, required);
        assertThat(result.exitCode()).describedAs(result.toString()).isZero();
        return result.stdout();
    }
}

package dev.cairn.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A small project in another language, run in a copy of its own.
 *
 * @param folder what it is called
 * @param probe what must succeed where its tools are installed
 * @param preparation what fetches and builds it
 * @param run what runs it
 */
record ForeignProject(
        String folder, List<String> probe, List<List<String>> preparation, List<String> run) {
    private static final Duration RUN_MAX = Duration.ofMinutes(30);

    /** Copies the project to where it is run. */
    void copy(Path from, Path to) throws IOException {
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

    /**
     * Builds and runs it in the folder of the shell. Where its tools are not installed the test is
     * skipped with a message.
     *
     * @param required whether it fails then instead
     */
    CommandLine.Result run(CommandLine shell, boolean required) {
        if (!installed(shell)) {
            String missing = String.join(" ", probe) + " fails: not installed";
            if (required) {
                throw new IllegalStateException(missing);
            }
            throw new TestAbortedException("SKIPPED: " + missing);
        }
        for (List<String> command : preparation) {
            String unused = shell.run(command, RUN_MAX).succeeded();
        }
        return shell.run(run, RUN_MAX);
    }

    private boolean installed(CommandLine shell) {
        try {
            return shell.run(probe).exitCode() == 0;
        } catch (UncheckedIOException absent) {
            return false;
        }
    }
}

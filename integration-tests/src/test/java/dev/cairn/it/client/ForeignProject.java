package dev.cairn.it.client;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
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

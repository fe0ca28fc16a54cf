package dev.cairn.server.cli;

import dev.cairn.server.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code cairn version}. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println("cairn " + Version.current());
        return ExitCode.OK;
    }
}

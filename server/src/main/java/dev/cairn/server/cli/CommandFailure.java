package dev.cairn.server.cli;

import java.io.PrintStream;

/** Says on stderr why a command failed. */
final class CommandFailure {
    private CommandFailure() {}

    /** Tells of a command that ended with an exception; its exit code. */
    static int report(PrintStream err, Exception problem) {
        if (problem instanceof CommandException known) {
            known.message().lines().forEach(line -> err.println("cairn: " + line));
            return known.exitCode();
        }
        err.println("cairn: internal error; please report it");
        problem.printStackTrace(err);
        return ExitCode.PROBLEM;
    }
}

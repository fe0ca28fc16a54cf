package dev.cairn.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn uploads}: what can be done with open multipart uploads. */
@Command(name = "uploads", description = "Lists, shows, aborts and completes open multipart uploads, and looks for them on any S3 server.", synopsisSubcommandLabel = "COMMAND")
final class UploadsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Without a command: says which there are. */
    @Override
    public void run() {
        if (spec == null) {
            throw new AssertionError("picocli sets the spec before it calls");
        }
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}

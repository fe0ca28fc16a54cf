package dev.cairn.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn faults}: what tests let happen to S3 requests. */
@Command(name = "faults", description = {
    "Lets S3 requests fail on request, where the server runs with --allow-faults.",
    "",
    "Every second read answers 503, three times at most:",
    "  cairn faults add slowDown retryAfter=PT2S --operation GetObject --every 2 --calls 2-6"
}, synopsisSubcommandLabel = "COMMAND")
final class FaultsCommand implements Runnable {
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

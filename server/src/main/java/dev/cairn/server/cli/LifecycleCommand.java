package dev.cairn.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn lifecycle}: the rules that end unfinished uploads and old objects. */
@Command(name = "lifecycle", description = {
    "Finds buckets whose unfinished uploads nothing ends, tries rules, explains and runs them.",
    "",
    "The rules themselves are set over S3, for example with:",
    "  aws s3api put-bucket-lifecycle-configuration",
    "The server runs them by itself every lifecycle.interval (an hour); run does it now."
}, synopsisSubcommandLabel = "COMMAND")
final class LifecycleCommand implements Runnable {
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

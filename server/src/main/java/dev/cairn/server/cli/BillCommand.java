package dev.cairn.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn bill}: what is stored, as an invoice. */
@Command(name = "bill", description = {
    "Says what a provider of storage would charge, by the plans that there are.",
    "",
    "  cairn bill statement      the lines of a period, of one bucket or of all",
    "  cairn bill forecast       what the uploads that are open now will cost",
    "  cairn bill utilization    bytes and calls for each bucket and day",
    "  cairn bill plans          the price plans"
}, synopsisSubcommandLabel = "COMMAND")
final class BillCommand implements Runnable {
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

package dev.cairn.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code cairn}. */
@Command(name = "cairn", description = "S3-compatible object storage in which no byte is unseen.", synopsisSubcommandLabel = "COMMAND", sortOptions = false, usageHelpAutoWidth = true, footer = {
    "",
    "To find and end what no listing of objects shows:",
    "  cairn usage               how many bytes there are, by class",
    "  cairn uploads list        the unfinished uploads, and when a rule ends them",
    "  cairn uploads abort       ends one of them or many",
    "  cairn lifecycle missing   the buckets that would keep them for ever",
    "  cairn bill statement      what they cost"
})
final class CairnCommand implements Runnable {
    private final CommandLine commandLine;

    private CairnCommand(Console console, String[] args) {
        this.commandLine = new CommandLine(this);
        Map<String, Supplier<CommandLine>> commands = commands(console);
        // Building all of them takes longer than starting the server; who asks for none, or for one
        // that there is not, is shown all.
        if (args.length > 0 && commands.containsKey(args[0])) {
            commands.keySet().retainAll(Set.of(args[0]));
        }
        commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
        addHelp(commandLine);
        CommandErrors errors = new CommandErrors(console.err());
        commandLine
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(errors::usage)
                .setExecutionExceptionHandler(
                        (problem, command, parsed) -> CommandFailure.report(console.err(),
                                problem));
    }

    /** What makes each command, in the order of the help. */
    private static Map<String, Supplier<CommandLine>> commands(Console console) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("serve", () -> ServeCommand.commandLine(console));
        commands.put("version", () -> new CommandLine(new VersionCommand(console)));
        commands.put(
                "uploads",
                () -> new CommandLine(new UploadsCommand())
                        .addSubcommand("list", new UploadsListCommand(console))
                        .addSubcommand("show", new UploadsShowCommand(console))
                        .addSubcommand("abort", new UploadsAbortCommand(console))
                        .addSubcommand("complete", new UploadsCompleteCommand(console))
                        .addSubcommand("scan", new UploadsScanCommand(console)));
        commands.put("usage", () -> new CommandLine(new UsageCommand(console)));
        commands.put(
                "bill",
                () -> new CommandLine(new BillCommand())
                        .addSubcommand("statement", new BillStatementCommand(console))
                        .addSubcommand("forecast", new BillForecastCommand(console))
                        .addSubcommand("utilization", new BillUtilizationCommand(console))
                        .addSubcommand("plans", new BillPlansCommand(console)));
        commands.put("buckets", () -> new CommandLine(new BucketsCommand(console)));
        commands.put(
                "lifecycle",
                () -> new CommandLine(new LifecycleCommand())
                        .addSubcommand("missing", new LifecycleMissingCommand(console))
                        .addSubcommand("dry-run", new LifecycleDryRunCommand(console))
                        .addSubcommand("run", new LifecycleRunCommand(console))
                        .addSubcommand("explain", new LifecycleExplainCommand(console)));
        commands.put("clock", () -> new CommandLine(new ClockCommand(console)));
        commands.put(
                "faults",
                () -> new CommandLine(new FaultsCommand())
                        .addSubcommand("list", new FaultsListCommand(console))
                        .addSubcommand("add", new FaultsAddCommand(console))
                        .addSubcommand("remove", new FaultsRemoveCommand(console))
                        .addSubcommand("clear", new FaultsClearCommand(console)));
        return commands;
    }

    /**
     * Runs what a command line asks for.
     *
     * @return the exit code
     */
    static int run(Console console, String[] args) {
        return new CairnCommand(console, args).commandLine.execute(args);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .arity("0")
                                .type(boolean.class)
                                .description("Shows this text.")
                                .build());
        command.getSubcommands().values().forEach(CairnCommand::addHelp);
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(commandLine, "a command is missing");
    }
}

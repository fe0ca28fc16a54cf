package dev.cairn.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public final class CairnMain implements Runnable {
    private final CommandLine commandLine;

    private CairnMain(Console console, String[] args) {
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
                        (problem, command, parsed) -> errors.failure(problem));
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

    /** Runs a command and exits. */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int exitCode = run(args, System.getenv(), out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Keys are UTF-8, whatever the locale of the terminal says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command in this process; {@code serve} returns when the server has stopped.
     *
     * @return the exit code
     */
    public static int run(
            String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        InstantSource time = InstantSource.system();
        Console console = new Console(environment, out, err, time, time.instant());
        List<String> words = List.of(args);
        if (!words.isEmpty() && words.getFirst().equals("serve")) {
            Optional<ServeFlags> flags = ServeFlags.plain(words.subList(1, words.size()));
            if (flags.isPresent()) {
                return serve(console, flags.get());
            }
        }
        return new CairnMain(console, args).commandLine.execute(args);
    }

    private static int serve(Console console, ServeFlags flags) {
        try {
            return new Serving(console, flags).run();
        } catch (Exception e) {
            return new CommandErrors(console.err()).failure(e);
        }
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
        command.getSubcommands().values().forEach(CairnMain::addHelp);
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(commandLine, "a command is missing");
    }
}

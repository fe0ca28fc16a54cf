package dev.cairn.server.cli;

import dev.cairn.server.config.NearestName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Says on stderr what is wrong with a command line. */
final class CommandErrors {
    /** What stands in a Compose file that was MinIO's. */
    private static final Set<String> COMMANDS_OF_MINIO = Set.of("server", "minio");

    private final PrintStream err;

    CommandErrors(PrintStream err) {
        this.err = err;
    }

    /** A command line that cannot be understood. */
    int usage(CommandLine.ParameterException problem, String[] args) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        err.println(command.qualifiedName() + ": " + message(problem, command));
        if (!command.subcommands().isEmpty()) {
            err.println("commands: " + String.join(", ", command.subcommands().keySet()));
        }
        err.println("see " + command.qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String message(CommandLine.ParameterException problem, CommandSpec command) {
        if (!(problem instanceof CommandLine.UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(problem.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        if (word.startsWith("-")) {
            int value = word.indexOf('=');
            String flag = value < 0 ? word : word.substring(0, value);
            return unknown("flag", flag, flags(command));
        }
        if (command.subcommands().isEmpty()) {
            return "unexpected argument '" + word + "'";
        }
        if (command.parent() == null && COMMANDS_OF_MINIO.contains(word)) {
            return "unknown command '" + word + "'; the nearest is 'serve', and the image needs no"
                    + " command: MinIO's has to go";
        }
        return unknown("command", word, List.copyOf(command.subcommands().keySet()));
    }

    private static String unknown(String what, String word, List<String> candidates) {
        return "unknown %s '%s'; the nearest is '%s'"
                .formatted(what, word, NearestName.of(word, candidates));
    }

    private static List<String> flags(CommandSpec command) {
        List<String> flags = new ArrayList<>();
        command.options().forEach(option -> flags.add(option.longestName()));
        return flags;
    }
}

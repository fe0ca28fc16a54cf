package dev.cairn.server.cli;

import dev.cairn.server.config.ConfigKey;
import dev.cairn.server.config.ConfigKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn serve}: starts a server and stays until a signal ends it. */
@Command(name = "serve", description = {
    "Starts the server.",
    "Every key can also be set by an environment variable or in a file:"
            + " --s3-listen is CAIRN_S3_LISTEN is s3.listen."
}, customSynopsis = "cairn serve [--config FILE] [--KEY VALUE]...", sortOptions = false, usageHelpAutoWidth = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration in YAML.")
    private @Nullable Path configFile;

    @Spec
    private @Nullable CommandSpec spec;

    private final Console console;

    ServeCommand(Console console) {
        this.console = console;
    }

    /** The command with a flag for each key. */
    static CommandLine commandLine(Console console) {
        CommandLine commandLine = new CommandLine(new ServeCommand(console));
        addFlags(commandLine.getCommandSpec());
        return commandLine;
    }

    private static void addFlags(CommandSpec spec) {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.origin() == ConfigKey.Origin.FILE_ONLY) {
                continue;
            }
            String defaultText =
                    key.defaultText() == null ? "" : " Default: " + key.defaultText();
            String description =
                    "%s Expected: %s.%s"
                            .formatted(key.documentation(), key.type().expected(), defaultText)
                            .replace("%", "%%");
            spec.addOption(
                    OptionSpec.builder(key.flag())
                            .paramLabel("VALUE")
                            .type(String.class)
                            .arity(key.isSwitch() ? "0..1" : "1")
                            .fallbackValue("true")
                            .description(description)
                            .build());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Serving(console, flags()).run();
    }

    /** What was given. */
    ServeFlags flags() {
        if (spec == null) {
            throw new AssertionError("picocli sets the spec before it calls");
        }
        Map<String, String> flags = new HashMap<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            OptionSpec option = spec.findOption(key.flag());
            String text = option == null ? null : option.getValue();
            if (text != null) {
                flags.put(key.name(), text);
            }
        }
        return new ServeFlags(configFile, flags);
    }
}

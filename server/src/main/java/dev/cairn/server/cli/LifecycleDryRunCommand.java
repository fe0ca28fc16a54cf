package dev.cairn.server.cli;

import dev.cairn.lifecycle.InvalidLifecycleException;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.RuleActions;
import dev.cairn.lifecycle.RuleFilter;
import dev.cairn.s3.xml.LifecycleConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cairn lifecycle dry-run}. */
@Command(name = "dry-run", description = "Says what would be done if a bucket had other rules, now or at another instant. Changes"
        + " nothing.")
final class LifecycleDryRunCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", required = true, description = "The bucket.")
    private String bucket = "";

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "What would be due then, as 2026-03-09T00:00:00Z. Default: now.")
    private @Nullable String asOf;

    @ArgGroup(multiplicity = "1")
    private final Trial trial = new Trial();

    private final Console console;

    LifecycleDryRunCommand(Console console) {
        this.console = console;
    }

    /** The rules to try. */
    static final class Trial {
        @Option(names = "--configuration", paramLabel = "FILE", description = "All rules to try, in the XML of PutBucketLifecycleConfiguration.")
        private @Nullable Path file;

        @ArgGroup(exclusive = false)
        private @Nullable AbortRule rule;

        String xml() {
            if (rule != null) {
                return rule.xml();
            }
            if (file == null) {
                throw new AssertionError("picocli takes one of them");
            }
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new CommandException(
                        ExitCode.RESOURCE, "cannot read " + file + ": " + unreadable.getMessage());
            }
        }
    }

    /** A single rule by its figures. */
    static final class AbortRule {
        @Option(names = "--abort-days", paramLabel = "N", required = true, description = "A single rule that aborts unfinished uploads N days after their initiation.")
        private int days;

        @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "Keys that the rule is for. Default: all.")
        private String prefix = "";

        String xml() {
            try {
                LifecycleRule rule =
                        new LifecycleRule(
                                AbortRuleText.ID,
                                true,
                                RuleFilter.ofPrefix(prefix),
                                RuleActions.abortAfter(days));
                return new String(
                        new LifecycleConfiguration(List.of(rule)).toBytes(),
                        StandardCharsets.UTF_8);
            } catch (InvalidLifecycleException invalid) {
                throw new CommandException(ExitCode.USAGE, invalid.message());
            }
        }
    }

    @Override
    public Integer call() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bucket", bucket);
        body.put("configuration", trial.xml());
        if (asOf != null) {
            body.put("asOf", asOf);
        }
        AdminClient.Document document =
                client.connect(console).post("/lifecycle/dry-run", Map.of(), body);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            new LifecycleReportTable(document.json(), false).print(console);
        }
        return ExitCode.OK;
    }
}

package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn lifecycle run}. */
@Command(name = "run", description = "Does now what the rules of the buckets have due, as the server does by itself every"
        + " lifecycle.interval; without --yes only says what that is. Exit code 1 where an action"
        + " failed.")
final class LifecycleRunCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket. Default: all.")
    private @Nullable String bucket;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "What is due then, as 2026-03-09T00:00:00Z. Default: now. An instant in the future can be"
            + " asked about, but not with --yes: nothing is ended before it is due.")
    private @Nullable String asOf;

    @Option(names = "--no-reclaim", description = "Does not wait until the files are unlinked.")
    private boolean noReclaim;

    @Option(names = "--yes", description = "Does it.")
    private boolean yes;

    private final Console console;

    LifecycleRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AdminClient.Document document =
                client.connect(console).post("/lifecycle/run", Map.of(), body());
        JsonNode report = document.json();
        if (client.json()) {
            console.out().println(document.text());
        } else {
            new LifecycleReportTable(report, yes).print(console);
        }
        if (!yes) {
            console.err().println("nothing has been done; --yes does it");
        }
        return report.path("failures").asLong() == 0 ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        if (bucket != null) {
            body.put("bucket", bucket);
        }
        if (asOf != null) {
            body.put("asOf", asOf);
        }
        body.put("dryRun", !yes);
        body.put("reclaim", !noReclaim);
        return body;
    }
}

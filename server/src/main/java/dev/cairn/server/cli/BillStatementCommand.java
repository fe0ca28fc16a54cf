package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cairn bill statement}. */
@Command(name = "statement", description = {
    "Shows what was used in a period and what it costs; the month that lasts, unless --from and --to"
            + " say otherwise.",
    "",
    "The line \"Incomplete multipart uploads\" is what no listing of objects shows.",
    "To see what another provider would charge:  --plan NAME (see cairn bill plans)"
})
final class BillStatementCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket.")
    private @Nullable String bucket;

    @Option(names = "--owner", paramLabel = "ID", description = "Only of the account with this canonical id.")
    private @Nullable String owner;

    @Option(names = "--plan", paramLabel = "PLAN", description = "By this price plan. Default: each bucket by its own.")
    private @Nullable String plan;

    @Option(names = "--csv", description = "Prints comma-separated values.")
    private boolean csv;

    private final Console console;

    BillStatementCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        period.addTo(parameters);
        PeriodOptions.put(parameters, "bucket", bucket);
        PeriodOptions.put(parameters, "owner", owner);
        PeriodOptions.put(parameters, "plan", plan);
        AdminClient admin = client.connect(console);
        if (client.json()) {
            console.out().println(admin.get("/statement", parameters).text());
        } else {
            parameters.put("format", csv ? "csv" : "table");
            console.out().print(admin.text("/statement", parameters));
        }
        return ExitCode.OK;
    }
}

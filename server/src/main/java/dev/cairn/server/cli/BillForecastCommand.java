package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn bill forecast}. */
@Command(name = "forecast", description = {
    "Shows what the uploads that are open now have cost and will cost: without a rule, with one of"
            + " seven days, and with the rules that there are.",
    "",
    "To try a rule of your own:  cairn lifecycle dry-run"
})
final class BillForecastCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket.")
    private @Nullable String bucket;

    @Option(names = "--plan", paramLabel = "PLAN", description = "By this price plan. Default: each bucket by its own.")
    private @Nullable String plan;

    @Option(names = "--days", paramLabel = "N", description = "How far to look ahead. Default: 30.")
    private @Nullable String days;

    private final Console console;

    BillForecastCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        PeriodOptions.put(parameters, "bucket", bucket);
        PeriodOptions.put(parameters, "plan", plan);
        PeriodOptions.put(parameters, "days", days);
        AdminClient.Document document = client.connect(console).get("/forecast", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode forecast) {
        if (forecast.path("uploads").isEmpty()) {
            console.out().println("no open uploads");
            return;
        }
        Table table =
                new Table(
                        Table.Column.text("BUCKET"),
                        Table.Column.text("KEY"),
                        Table.Column.figure("BYTES"),
                        Table.Column.figure("SO FAR"),
                        Table.Column.figure("UNTIL ABORT"),
                        Table.Column.text("ABORT DATE"),
                        Table.Column.figure("PER MONTH"));
        for (JsonNode upload : forecast.path("uploads")) {
            table.add(
                    upload.path("bucket").asString(),
                    HumanFormat.printable(upload.path("key").asString()),
                    HumanFormat.bytes(upload.path("bytes").asLong()),
                    HumanFormat.amount(upload.path("costSoFar")),
                    HumanFormat.amount(upload.path("costUntilAbort")),
                    HumanFormat.abortDate(upload),
                    HumanFormat.amount(upload.path("costPerMonth")));
        }
        console.out().print(table);
        if (forecast.path("truncated").asBoolean()) {
            console.err().println("more follow, which the sums hold as well");
        }
        printPrefixes(forecast.path("topPrefixes"));
        JsonNode ruled = forecast.path("withRule");
        Table sums =
                new Table(
                        Table.Column.text("FROM NOW TO " + forecast.path("to").asString()),
                        Table.Column.figure(forecast.path("currency").asString()));
        sums.add("without a rule", HumanFormat.amount(forecast.path("withoutRule")));
        sums.add(
                "with a rule of " + ruled.path("days").asString() + " days",
                HumanFormat.amount(ruled.path("cost")));
        sums.add("with the rules that there are", HumanFormat.amount(forecast.path("total")));
        console.out().println();
        console.out().print(sums);
    }

    private void printPrefixes(JsonNode prefixes) {
        Table table =
                new Table(
                        Table.Column.text("MOST BYTES UNDER"),
                        Table.Column.figure("UPLOADS"),
                        Table.Column.figure("BYTES"),
                        Table.Column.figure("PER MONTH"));
        for (JsonNode prefix : prefixes) {
            String key = HumanFormat.printable(prefix.path("prefix").asString());
            table.add(
                    "s3://" + prefix.path("bucket").asString() + "/" + key,
                    prefix.path("uploadCount").asString(),
                    HumanFormat.bytes(prefix.path("bytes").asLong()),
                    HumanFormat.amount(prefix.path("costPerMonth")));
        }
        console.out().println();
        console.out().print(table);
    }
}

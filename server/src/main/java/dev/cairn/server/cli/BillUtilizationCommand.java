package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn bill utilization}. */
@Command(name = "utilization", description = {
    "Shows what each bucket held at the end of each day and what was called on it; the last 31 days,"
            + " unless --from and --to say otherwise.",
    "--json has the field names of Wasabi's utilization report, --csv those of its daily file."
})
final class BillUtilizationCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PeriodOptions period = new PeriodOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket.")
    private @Nullable String bucket;

    @Option(names = "--csv", description = "Prints comma-separated values.")
    private boolean csv;

    private final Console console;

    BillUtilizationCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String path =
                bucket == null ? "/utilization" : "/utilization/" + AdminClient.encode(bucket);
        Map<String, String> parameters = new LinkedHashMap<>();
        period.addTo(parameters);
        AdminClient admin = client.connect(console);
        if (csv) {
            parameters.put("csv", "true");
            console.out().print(admin.text(path, parameters));
            return ExitCode.OK;
        }
        page.addTo(parameters);
        AdminClient.Document document = admin.get(path, parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode document) {
        if (document.path("items").isEmpty()) {
            console.out().println("no whole day is known");
            return;
        }
        Table table =
                new Table(
                        Table.Column.text("DAY"),
                        Table.Column.text("BUCKET"),
                        Table.Column.figure("OBJECTS"),
                        Table.Column.figure("ACTIVE"),
                        Table.Column.figure("DELETED"),
                        Table.Column.figure("CALLS"),
                        Table.Column.figure("RECEIVED"),
                        Table.Column.figure("SENT"));
        for (JsonNode day : document.path("items")) {
            table.add(
                    day.path("StartTime").asString().substring(0, "2026-03-01".length()),
                    day.path("Bucket").asString(),
                    day.path("NumBillableObjects").asString(),
                    HumanFormat.bytes(day.path("PaddedStorageSizeBytes").asLong()),
                    HumanFormat.bytes(day.path("DeletedStorageSizeBytes").asLong()),
                    day.path("NumAPICalls").asString(),
                    HumanFormat.bytes(day.path("UploadBytes").asLong()),
                    HumanFormat.bytes(day.path("DownloadBytes").asLong()));
        }
        console.out().print(table);
        PageOptions.printNext(document, console);
    }
}

package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn usage}. */
@Command(name = "usage", description = "Shows how many bytes the store holds, by class; now, or day by day.")
final class UsageCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket.")
    private @Nullable String bucket;

    @Option(names = "--owner", paramLabel = "ID", description = "Only of the account with this canonical id.")
    private @Nullable String owner;

    @Option(names = "--daily", description = "Day by day, with the time that the bytes were there.")
    private boolean daily;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    private final Console console;

    UsageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        PeriodOptions.put(parameters, "bucket", bucket);
        PeriodOptions.put(parameters, "owner", owner);
        period.addTo(parameters);
        if (!daily && (parameters.containsKey("from") || parameters.containsKey("to"))) {
            throw new CommandException(
                    ExitCode.USAGE, "--from and --to go with --daily; usage itself is that of now");
        }
        if (daily) {
            page.addTo(parameters);
        }
        AdminClient.Document document =
                client.connect(console).get(daily ? "/usage/daily" : "/usage", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else if (daily) {
            printDays(document.json());
        } else {
            print(document.json());
        }
        return ExitCode.OK;
    }

    private void printDays(JsonNode document) {
        Table table =
                new Table(
                        Table.Column.text("DATE"),
                        Table.Column.text("CLASS"),
                        Table.Column.figure("BYTE-SECONDS"),
                        Table.Column.figure("BYTES AT END"),
                        Table.Column.figure("READABLE"));
        for (JsonNode item : document.path("items")) {
            boolean nothing =
                    item.path("byteSeconds").asString().equals("0")
                            && item.path("bytesAtEnd").asLong() == 0;
            if (!nothing) {
                table.add(
                        item.path("date").asString(),
                        item.path("class").asString(),
                        item.path("byteSeconds").asString(),
                        item.path("bytesAtEnd").asString(),
                        HumanFormat.bytes(item.path("bytesAtEnd").asLong()));
            }
        }
        console.out().print(table);
        PageOptions.printNext(document, console);
    }

    private void print(JsonNode usage) {
        Table table =
                new Table(
                        Table.Column.text("CLASS"),
                        Table.Column.figure("BYTES"),
                        Table.Column.figure("READABLE"));
        addRow(table, "current", usage);
        addRow(table, "noncurrent", usage);
        addRow(table, "uploadOpen", usage);
        addRow(table, "deleted", usage);
        addRow(table, "discarded", usage);
        console.out().print(table);
        console.out()
                .println(
                        "%s, %s, %s"
                                .formatted(
                                        HumanFormat.count(
                                                usage.path("objectCount").asLong(), "object"),
                                        HumanFormat.count(
                                                usage.path("uploadCount").asLong(), "open upload"),
                                        HumanFormat.count(
                                                usage.path("partCount").asLong(), "part")));
    }

    /** A class that is not known here has no row. */
    private static void addRow(Table table, String name, JsonNode usage) {
        JsonNode bytes = usage.path("bytes").path(name);
        if (bytes.isNumber()) {
            table.add(name, bytes.asString(), HumanFormat.bytes(bytes.asLong()));
        }
    }
}

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
@Command(name = "usage", description = "Shows how many bytes the store holds, by class.")
final class UsageCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket.")
    private @Nullable String bucket;

    private final Console console;

    UsageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (bucket != null) {
            parameters.put("bucket", bucket);
        }
        AdminClient.Document document = client.connect(console).get("/usage", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json());
        }
        return ExitCode.OK;
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

package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code cairn buckets}. */
@Command(name = "buckets", description = "Lists the buckets of all accounts.")
final class BucketsCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    private final Console console;

    BucketsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        page.addTo(parameters);
        AdminClient.Document document = client.connect(console).get("/buckets", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode document) {
        Table table =
                new Table(
                        Table.Column.text("BUCKET"),
                        Table.Column.text("CREATED"),
                        Table.Column.figure("OBJECTS"),
                        Table.Column.figure("BYTES"),
                        Table.Column.figure("UPLOADS"),
                        Table.Column.figure("UPLOAD BYTES"),
                        Table.Column.text("ABORT RULE"));
        for (JsonNode bucket : document.path("items")) {
            JsonNode bytes = bucket.path("bytes");
            table.add(
                    bucket.path("name").asString(),
                    bucket.path("created").asString(),
                    bucket.path("objectCount").asString(),
                    HumanFormat.bytes(
                            bytes.path("current").asLong() + bytes.path("noncurrent").asLong()),
                    bucket.path("uploadCount").asString(),
                    HumanFormat.bytes(bytes.path("uploadOpen").asLong()),
                    HumanFormat.abortRule(bucket.path("abortRule")));
        }
        if (document.path("items").isEmpty()) {
            console.out().println("no buckets");
        } else {
            console.out().print(table);
        }
        PageOptions.printNext(document, console);
    }
}

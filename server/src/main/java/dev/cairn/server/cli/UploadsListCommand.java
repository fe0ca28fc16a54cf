package dev.cairn.server.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads list}. */
@Command(name = "list", description = {
    "Lists open uploads by bucket and key, or in another order, with the date on which a rule aborts"
            + " them.",
    "",
    "To see one:            cairn uploads show s3://BUCKET/KEY UPLOAD_ID",
    "To end it:             cairn uploads abort s3://BUCKET/KEY UPLOAD_ID --yes",
    "Buckets without rule:  cairn lifecycle missing"
})
final class UploadsListCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--sort", paramLabel = "ORDER", description = "key, -bytes (the largest first) or -age (the oldest first).")
    private @Nullable String sort;

    private final Console console;

    UploadsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        filter.fields().forEach((name, value) -> parameters.put(name, value.toString()));
        if (sort != null) {
            parameters.put("sort", sort);
        }
        page.addTo(parameters);
        AdminClient admin = client.connect(console);
        AdminClient.Document document = admin.get("/uploads", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json(), admin.now());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode document, Instant now) {
        Table table =
                new Table(
                        Table.Column.text("BUCKET"),
                        Table.Column.text("KEY"),
                        Table.Column.figure("AGE"),
                        Table.Column.figure("PARTS"),
                        Table.Column.figure("BYTES"),
                        Table.Column.text("ABORT DATE"),
                        Table.Column.figure("COST SO FAR"),
                        Table.Column.figure("PER MONTH"),
                        Table.Column.text("UPLOAD ID"));
        long bytes = 0;
        int withoutRule = 0;
        for (JsonNode item : document.path("items")) {
            bytes += item.path("bytes").asLong();
            withoutRule += item.path("abortDate").isNull() ? 1 : 0;
            table.add(
                    item.path("bucket").asString(),
                    HumanFormat.printable(item.path("key").asString()),
                    HumanFormat.age(Instant.parse(item.path("initiated").asString()), now),
                    item.path("partCount").asString(),
                    HumanFormat.bytes(item.path("bytes").asLong()),
                    HumanFormat.abortDate(item),
                    HumanFormat.amount(item.path("costSoFar")),
                    HumanFormat.amount(item.path("costPerMonth")),
                    item.path("uploadId").asString());
        }
        int count = document.path("items").size();
        if (count == 0) {
            console.out().println("no open uploads");
        } else {
            console.out().print(table);
            console.out()
                    .println(
                            HumanFormat.count(count, "open upload")
                                    + ", "
                                    + HumanFormat.bytes(bytes));
        }
        if (withoutRule > 0) {
            console.out()
                    .println("no rule ends " + withoutRule + " of them: cairn lifecycle missing");
        }
        PageOptions.printNext(document, console);
    }
}

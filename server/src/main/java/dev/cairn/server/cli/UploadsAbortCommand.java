package dev.cairn.server.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads abort}. */
@Command(name = "abort", customSynopsis = "cairn uploads abort [OPTIONS] [s3://BUCKET/KEY UPLOAD_ID]", description = "Ends one open upload, or all that the flags let through, and frees their bytes;"
        + " without --yes only says which.")
final class UploadsAbortCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "s3://BUCKET/KEY", description = "Bucket and key of one upload.")
    private @Nullable String location;

    @Parameters(index = "1", arity = "0..1", paramLabel = "UPLOAD_ID", description = "As uploads list shows it.")
    private @Nullable String uploadId;

    @Option(names = "--yes", description = "Does it.")
    private boolean yes;

    private final Console console;

    UploadsAbortCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, Object> fields = filter.fields();
        NamedUpload one = named();
        if ((one == null) == fields.isEmpty()) {
            throw neitherNorBoth();
        }
        AdminClient admin = client.connect(console);
        int exitCode = one == null ? abortMatching(admin, fields) : abortOne(admin, one);
        if (!yes) {
            console.err().println("nothing has been done; --yes does it");
        }
        return exitCode;
    }

    private @Nullable NamedUpload named() {
        if (location == null) {
            return null;
        }
        if (uploadId == null) {
            throw neitherNorBoth();
        }
        return new NamedUpload(S3Location.parse(location), uploadId);
    }

    private static CommandException neitherNorBoth() {
        return new CommandException(
                ExitCode.USAGE,
                "either s3://BUCKET/KEY and UPLOAD_ID, or flags that say which uploads are"
                        + " meant (for all of them: --min-age PT0S)");
    }

    private int abortOne(AdminClient admin, NamedUpload upload) {
        AdminClient.Document document =
                yes
                        ? admin.delete(upload.path(), upload.parameters())
                        : admin.get(upload.path(), upload.parameters());
        if (client.json()) {
            console.out().println(document.text());
            return ExitCode.OK;
        }
        JsonNode json = document.json();
        String sentence =
                yes
                        ? "aborted %s: %s freed".formatted(upload, HumanFormat.parts(json))
                        : "would abort %s: %s, begun %s ago"
                                .formatted(upload, HumanFormat.parts(json), age(json, admin.now()));
        console.out().println(sentence);
        return ExitCode.OK;
    }

    /** Uploads that should have ended and have not are a problem. */
    private int abortMatching(AdminClient admin, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("filter", fields);
        body.put("dryRun", !yes);
        AdminClient.Document document = admin.post("/uploads/abort", Map.of(), body);
        JsonNode json = document.json();
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(json, admin.now());
        }
        return json.path("failed").asLong() == 0 ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private void print(JsonNode document, Instant now) {
        Table table =
                new Table(
                        Table.Column.text("BUCKET"),
                        Table.Column.text("KEY"),
                        Table.Column.figure("AGE"),
                        Table.Column.figure("PARTS"),
                        Table.Column.figure("BYTES"),
                        Table.Column.text("RESULT"),
                        Table.Column.text("UPLOAD ID"));
        for (JsonNode item : document.path("items")) {
            table.add(
                    item.path("bucket").asString(),
                    HumanFormat.printable(item.path("key").asString()),
                    age(item, now),
                    item.path("partCount").asString(),
                    HumanFormat.bytes(item.path("bytes").asLong()),
                    item.path("result").asString(),
                    item.path("uploadId").asString());
        }
        if (!document.path("items").isEmpty()) {
            console.out().print(table);
        }
        if (document.path("truncated").asBoolean()) {
            console.out().println("…");
        }
        String bytes = HumanFormat.bytes(document.path("bytes").asLong());
        long count = document.path(yes ? "aborted" : "matched").asLong();
        console.out()
                .println(
                        (yes ? "aborted %s, %s freed" : "would abort %s, %s")
                                .formatted(HumanFormat.count(count, "upload"), bytes));
        long failed = document.path("failed").asLong();
        if (failed > 0) {
            console.err()
                    .println(HumanFormat.count(failed, "upload") + " could not be aborted");
        }
    }

    private static String age(JsonNode upload, Instant now) {
        return HumanFormat.age(Instant.parse(upload.path("initiated").asString()), now);
    }
}

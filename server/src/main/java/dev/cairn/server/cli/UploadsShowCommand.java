package dev.cairn.server.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads show}. */
@Command(name = "show", description = "Shows an open upload and its parts.")
final class UploadsShowCommand implements Callable<Integer> {
    @Mixin private final ClientOptions client = new ClientOptions();
    @Mixin private final PageOptions page = new PageOptions();

    @Parameters(index = "0", paramLabel = "s3://BUCKET/KEY", description = "Bucket and key.")
    private String location = "";

    @Parameters(index = "1", paramLabel = "UPLOAD_ID", description = "As uploads list shows it.")
    private String uploadId = "";

    private final Console console;

    UploadsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        S3Location where = S3Location.parse(location);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("bucket", where.bucket());
        parameters.put("key", where.key());
        page.addTo(parameters);
        AdminClient.Document document =
                client.connect(console)
                        .get("/uploads/" + AdminClient.encode(uploadId), parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(where, document.json());
        }
        return ExitCode.OK;
    }

    private void print(S3Location where, JsonNode upload) {
        Instant now = console.time().instant();
        Instant initiated = Instant.parse(upload.path("initiated").asString());
        JsonNode initiator = upload.path("initiator");
        line("location", HumanFormat.printable(where.toString()));
        line("upload id", upload.path("uploadId").asString());
        line("initiated", initiated + ", " + HumanFormat.age(initiated, now) + " ago");
        line(
                "by",
                "%s from %s (%s)"
                        .formatted(
                                initiator.path("accessKey").asString(),
                                initiator.path("address").asString(),
                                HumanFormat.printable(initiator.path("userAgent").asString())));
        line("storage class", upload.path("storageClass").asString());
        line(
                "checksum",
                upload.path("checksumAlgorithm").asString()
                        + " "
                        + upload.path("checksumType").asString());
        line("parts", parts(upload));
        line("bytes", HumanFormat.bytes(upload.path("bytes").asLong()));
        line("in flight", HumanFormat.bytes(upload.path("inFlightBytes").asLong()));
        if (upload.path("parts").isEmpty()) {
            return;
        }
        Table table =
                new Table(
                        Table.Column.figure("PART"),
                        Table.Column.figure("BYTES"),
                        Table.Column.figure("AGE"),
                        Table.Column.text("ETAG"));
        for (JsonNode part : upload.path("parts")) {
            table.add(
                    part.path("partNumber").asString(),
                    HumanFormat.bytes(part.path("bytes").asLong()),
                    HumanFormat.age(Instant.parse(part.path("lastModified").asString()), now),
                    part.path("etag").asString());
        }
        console.out().println();
        console.out().print(table);
        PageOptions.printNext(upload, console);
    }

    private static String parts(JsonNode upload) {
        List<String> gaps = new ArrayList<>();
        upload.path("gaps").forEach(gap -> gaps.add(gap.asString()));
        String missing = gaps.isEmpty() ? "" : ", missing " + String.join(", ", gaps);
        return upload.path("partCount").asString() + missing;
    }

    private void line(String name, String value) {
        console.out().printf("%-14s %s%n", name, value);
    }
}

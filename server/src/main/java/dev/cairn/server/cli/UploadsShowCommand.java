package dev.cairn.server.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads show}. */
@Command(name = "show", customSynopsis = "cairn uploads show [OPTIONS] s3://BUCKET/KEY UPLOAD_ID", description = "Shows an open upload and its parts.")
final class UploadsShowCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final UploadOptions options = new UploadOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    private final Console console;

    UploadsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NamedUpload upload = options.upload();
        Map<String, String> parameters = upload.parameters();
        page.addTo(parameters);
        AdminClient admin = client.connect(console);
        AdminClient.Document document = admin.get(upload.path(), parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(upload.location(), document.json(), admin.now());
        }
        return ExitCode.OK;
    }

    private void print(S3Location where, JsonNode shown, Instant now) {
        Instant initiated = Instant.parse(shown.path("initiated").asString());
        JsonNode initiator = shown.path("initiator");
        line("location", HumanFormat.printable(where.toString()));
        line("upload id", shown.path("uploadId").asString());
        line("initiated", initiated + ", " + HumanFormat.age(initiated, now) + " ago");
        line(
                "by",
                "%s from %s (%s)"
                        .formatted(
                                initiator.path("accessKey").asString(),
                                initiator.path("address").asString(),
                                HumanFormat.printable(initiator.path("userAgent").asString())));
        line("storage class", shown.path("storageClass").asString());
        line(
                "checksum",
                shown.path("checksumAlgorithm").asString()
                        + " "
                        + shown.path("checksumType").asString());
        line("parts", parts(shown));
        line("bytes", HumanFormat.bytes(shown.path("bytes").asLong()));
        line("last part", lastPart(shown.path("lastPartAt"), now));
        line("cost so far", money(shown.path("costSoFar")));
        line("until abort", money(shown.path("costUntilAbort")));
        line("per month", money(shown.path("costPerMonth")));
        line("in flight", HumanFormat.bytes(shown.path("inFlightBytes").asLong()));
        line("abort date", abortDate(shown));
        if (shown.path("parts").isEmpty()) {
            return;
        }
        Table table =
                new Table(
                        Table.Column.figure("PART"),
                        Table.Column.figure("BYTES"),
                        Table.Column.figure("AGE"),
                        Table.Column.text("ETAG"));
        for (JsonNode part : shown.path("parts")) {
            table.add(
                    part.path("partNumber").asString(),
                    HumanFormat.bytes(part.path("bytes").asLong()),
                    HumanFormat.age(Instant.parse(part.path("lastModified").asString()), now),
                    part.path("etag").asString());
        }
        console.out().println();
        console.out().print(table);
        PageOptions.printNext(shown, console);
    }

    private static String lastPart(JsonNode at, Instant now) {
        return at.isNull()
                ? "-"
                : at.asString()
                        + ", "
                        + HumanFormat.age(Instant.parse(at.asString()), now)
                        + " ago";
    }

    private static String money(JsonNode money) {
        return money.isObject()
                ? money.path("amount").asString() + " " + money.path("currency").asString()
                : "-";
    }

    private static String parts(JsonNode upload) {
        List<String> gaps = new ArrayList<>();
        upload.path("gaps").forEach(gap -> gaps.add(gap.asString()));
        String missing = gaps.isEmpty() ? "" : ", missing " + String.join(", ", gaps);
        return upload.path("partCount").asString() + missing;
    }

    private static String abortDate(JsonNode upload) {
        JsonNode rule = upload.path("abortRuleId");
        return HumanFormat.abortDate(upload)
                + (rule.isNull() ? "" : " by rule " + HumanFormat.printable(rule.asString()));
    }

    private void line(String name, String value) {
        console.out().printf("%-14s %s%n", name, value);
    }
}

package dev.cairn.server.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads abort}. */
@Command(
        name = "abort",
        description = "Aborts an open upload and frees its bytes; without --yes only says so.")
final class UploadsAbortCommand implements Callable<Integer> {
    @Mixin private final ClientOptions client = new ClientOptions();

    @Parameters(index = "0", paramLabel = "s3://BUCKET/KEY", description = "Bucket and key.")
    private String location = "";

    @Parameters(index = "1", paramLabel = "UPLOAD_ID", description = "As uploads list shows it.")
    private String uploadId = "";

    @Option(names = "--yes", description = "Does it.")
    private boolean yes;

    private final Console console;

    UploadsAbortCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        S3Location where = S3Location.parse(location);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("bucket", where.bucket());
        parameters.put("key", where.key());
        String path = "/uploads/" + AdminClient.encode(uploadId);
        AdminClient admin = client.connect(console);
        AdminClient.Document document =
                yes ? admin.delete(path, parameters) : admin.get(path, parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            console.out().println(sentence(where, document.json()));
        }
        if (!yes) {
            console.err().println("nothing has been done; --yes does it");
        }
        return ExitCode.OK;
    }

    private String sentence(S3Location where, JsonNode document) {
        String holds =
                HumanFormat.count(document.path("partCount").asLong(), "part")
                        + ", "
                        + HumanFormat.bytes(document.path("bytes").asLong());
        String subject = HumanFormat.printable(where.toString()) + " " + uploadId;
        if (yes) {
            return "aborted " + subject + ": " + holds + " freed";
        }
        Instant initiated = Instant.parse(document.path("initiated").asString());
        return "would abort %s: %s, begun %s ago"
                .formatted(
                        subject, holds, HumanFormat.age(initiated, console.time().instant()));
    }
}

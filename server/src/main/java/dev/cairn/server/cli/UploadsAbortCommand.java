package dev.cairn.server.cli;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads abort}. */
@Command(name = "abort", description = "Aborts an open upload and frees its bytes; without --yes only says so.")
final class UploadsAbortCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final UploadOptions upload = new UploadOptions();

    @Option(names = "--yes", description = "Does it.")
    private boolean yes;

    private final Console console;

    UploadsAbortCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = upload.parameters();
        String path = upload.path();
        AdminClient admin = client.connect(console);
        AdminClient.Document document =
                yes ? admin.delete(path, parameters) : admin.get(path, parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            console.out().println(yes ? done(document.json()) : planned(document.json(), admin));
        }
        if (!yes) {
            console.err().println("nothing has been done; --yes does it");
        }
        return ExitCode.OK;
    }

    private String done(JsonNode document) {
        return "aborted %s: %s freed".formatted(subject(), holds(document));
    }

    private String planned(JsonNode document, AdminClient admin) {
        Instant initiated = Instant.parse(document.path("initiated").asString());
        return "would abort %s: %s, begun %s ago"
                .formatted(
                        subject(), holds(document), HumanFormat.age(initiated, admin.now()));
    }

    private String subject() {
        return HumanFormat.printable(upload.location().toString()) + " " + upload.uploadId();
    }

    private static String holds(JsonNode document) {
        return HumanFormat.count(document.path("partCount").asLong(), "part")
                + ", "
                + HumanFormat.bytes(document.path("bytes").asLong());
    }
}

package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn uploads complete}. */
@Command(name = "complete", customSynopsis = "cairn uploads complete [OPTIONS] s3://BUCKET/KEY UPLOAD_ID", description = "Makes the object of the parts that are there; without --yes only says of which.")
final class UploadsCompleteCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final UploadOptions options = new UploadOptions();

    @Option(names = "--allow-gaps", description = "Also where parts are missing between others.")
    private boolean allowGaps;

    @Option(names = "--overwrite", description = "Also where the key has an object, which is replaced.")
    private boolean overwrite;

    @Option(names = "--yes", description = "Does it.")
    private boolean yes;

    private final Console console;

    UploadsCompleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NamedUpload upload = options.upload();
        AdminClient admin = client.connect(console);
        AdminClient.Document document =
                yes
                        ? admin.post(upload.path() + "/complete", upload.parameters(), body())
                        : admin.get(upload.path(), upload.parameters());
        if (client.json()) {
            console.out().println(document.text());
        } else {
            console.out()
                    .println(
                            yes
                                    ? done(upload, document.json())
                                    : planned(upload, document.json()));
        }
        if (!yes) {
            console.err().println("nothing has been done; --yes does it");
        }
        return ExitCode.OK;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        body.put("allowGaps", allowGaps);
        body.put("ifNoneMatch", overwrite ? null : "*");
        return body;
    }

    private static String done(NamedUpload upload, JsonNode object) {
        return "completed %s: %s, ETag %s"
                .formatted(upload, HumanFormat.parts(object), object.path("etag").asString());
    }

    private static String planned(NamedUpload upload, JsonNode shown) {
        List<String> gaps = new ArrayList<>();
        shown.path("gaps").forEach(gap -> gaps.add(gap.asString()));
        return "would complete %s: %s%s"
                .formatted(
                        upload,
                        HumanFormat.parts(shown),
                        gaps.isEmpty() ? "" : ", missing " + String.join(", ", gaps));
    }
}

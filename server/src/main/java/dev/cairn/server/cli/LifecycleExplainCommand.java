package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn lifecycle explain}. */
@Command(name = "explain", customSynopsis = "cairn lifecycle explain [OPTIONS] s3://BUCKET/KEY [UPLOAD_ID]", description = "Says rule by rule what the rules of a bucket mean for an open upload or, without its"
        + " id, for the current version of an object, and what will happen when.")
final class LifecycleExplainCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Parameters(index = "0", paramLabel = "s3://BUCKET/KEY", description = "Bucket and key.")
    private String location = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "UPLOAD_ID", description = "As uploads list shows it. Default: the object of the key is meant.")
    private @Nullable String uploadId;

    private final Console console;

    LifecycleExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        S3Location where = S3Location.parse(location);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("bucket", where.bucket());
        parameters.put("key", where.key());
        if (uploadId != null) {
            parameters.put("uploadId", uploadId);
        }
        AdminClient.Document document =
                client.connect(console).get("/lifecycle/explain", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode explanation) {
        Table table =
                new Table(
                        Table.Column.text("RULE"),
                        Table.Column.text("MATCHES"),
                        Table.Column.text("DUE"),
                        Table.Column.text("WHY"));
        for (JsonNode rule : explanation.path("rules")) {
            JsonNode due = rule.path("dueAt");
            table.add(
                    HumanFormat.printable(rule.path("ruleId").asString()),
                    rule.path("matches").asBoolean() ? "yes" : "no",
                    due.isNull() ? "-" : due.asString(),
                    HumanFormat.printable(rule.path("reason").asString()));
        }
        if (explanation.path("rules").isEmpty()) {
            console.out().println("the bucket has no rules");
        } else {
            console.out().print(table);
        }
        console.out().println(sentence(explanation.path("decided")));
    }

    private static String sentence(JsonNode decided) {
        return decided.isNull()
                ? "nothing will happen to it by a rule"
                : "%s at %s by rule %s"
                        .formatted(
                                decided.path("action").asString(),
                                decided.path("dueAt").asString(),
                                HumanFormat.printable(decided.path("ruleId").asString()));
    }
}

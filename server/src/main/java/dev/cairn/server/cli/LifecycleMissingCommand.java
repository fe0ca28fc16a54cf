package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code cairn lifecycle missing}. */
@Command(name = "missing", description = "Lists the buckets in which no rule ends unfinished uploads, or only those of some keys,"
        + " with the bytes that lie in open uploads, and says how to make a rule. Exit code 1"
        + " where there are such bytes.")
final class LifecycleMissingCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    private final Console console;

    LifecycleMissingCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("partly", "true");
        page.addTo(parameters);
        AdminClient.Document document =
                client.connect(console).get("/lifecycle/missing", parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else {
            print(document.json());
        }
        return largest(document.json()) == null ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private void print(JsonNode document) {
        Table table =
                new Table(
                        Table.Column.text("BUCKET"),
                        Table.Column.figure("OPEN UPLOADS"),
                        Table.Column.figure("OPEN BYTES"),
                        Table.Column.text("ABORT RULE"));
        for (JsonNode bucket : document.path("items")) {
            table.add(
                    bucket.path("bucket").asString(),
                    bucket.path("uploadCount").asString(),
                    HumanFormat.bytes(bucket.path("openBytes").asLong()),
                    HumanFormat.abortRule(bucket.path("abortRule")));
        }
        if (document.path("items").isEmpty()) {
            console.out().println("a rule ends the unfinished uploads of every bucket");
        } else {
            console.out().print(table);
        }
        JsonNode largest = largest(document);
        if (largest != null) {
            console.out().print(advice(largest, client.s3Endpoint(console)));
        }
        PageOptions.printNext(document, console);
    }

    /** The bucket with most bytes in open uploads; null where there are none. */
    private static @Nullable JsonNode largest(JsonNode document) {
        JsonNode largest = null;
        long bytes = 0;
        for (JsonNode bucket : document.path("items")) {
            if (bucket.path("openBytes").asLong() > bytes) {
                largest = bucket;
                bytes = bucket.path("openBytes").asLong();
            }
        }
        return largest;
    }

    /** A put replaces all rules of a bucket, so it is offered only where there are none. */
    private static String advice(JsonNode bucket, String endpoint) {
        String name = bucket.path("bucket").asString();
        String first =
                """

                What lies there:        cairn uploads list --bucket %1$s --sort -bytes
                What a rule would end:  cairn lifecycle dry-run --bucket %1$s --abort-days 7
                """
                        .formatted(name);
        return bucket.path("ruleCount").asInt() == 0
                ? """
                        %sThis makes a rule:
                        aws --endpoint-url %s s3api put-bucket-lifecycle-configuration --bucket %s \\
                            --lifecycle-configuration '%s'
                        """
                        .formatted(
                                first,
                                endpoint,
                                name,
                                AbortRuleText.written(AbortRuleText.configuration()))
                : """
                        %sThe bucket has other rules, which a put would replace; add this one to them:
                        %s
                        """
                        .formatted(first, AbortRuleText.written(AbortRuleText.rule()));
    }
}

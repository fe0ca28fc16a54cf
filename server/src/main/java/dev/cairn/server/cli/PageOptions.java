package dev.cairn.server.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The flags of commands that list. */
final class PageOptions {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "How many lines at most, 1 to 1000. Default: 1000.")
    private int limit;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Goes on where a page ended.")
    private @Nullable String token;

    void addTo(Map<String, String> parameters) {
        parameters.put("limit", Integer.toString(limit));
        if (token != null) {
            parameters.put("token", token);
        }
    }

    /** Says how to go on where more follows. */
    static void printNext(JsonNode document, Console console) {
        JsonNode token = document.path("nextToken");
        if (token.isString()) {
            console.err().println("more follow: --token " + token.asString());
        }
    }
}

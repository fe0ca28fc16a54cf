package dev.cairn.server.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that name a period. */
final class PeriodOptions {
    @Option(names = "--from", paramLabel = "INSTANT", description = "A whole hour, as 2026-03-01T10:00:00Z, or a date. Default: see above.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Likewise, not part of the period any more. Default: what is over by now.")
    private @Nullable String to;

    void addTo(Map<String, String> parameters) {
        put(parameters, "from", from);
        put(parameters, "to", to);
    }

    /** Adds a parameter, where there is one. */
    static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}

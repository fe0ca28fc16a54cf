package dev.cairn.server.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags by which open uploads are filtered. */
final class FilterOptions {
    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only of this bucket.")
    private @Nullable String bucket;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin so.")
    private @Nullable String prefix;

    @Option(names = "--min-age", paramLabel = "DURATION", description = "Only what was begun so long ago, as P7D or PT1H.")
    private @Nullable String minAge;

    @Option(names = "--min-bytes", paramLabel = "N", description = "Only what holds so many bytes.")
    private @Nullable Long minBytes;

    @Option(names = "--due", description = "Only what a rule should have aborted by now.")
    private boolean due;

    @Option(names = "--owner", paramLabel = "ID", description = "Only of the account with this canonical id.")
    private @Nullable String owner;

    @Option(names = "--access-key", paramLabel = "KEY", description = "Only what was begun with this access key.")
    private @Nullable String accessKey;

    /** What is set, by the names of the API. */
    Map<String, Object> fields() {
        return new GivenFields()
                .put("bucket", bucket)
                .put("prefix", prefix)
                .put("minAge", minAge)
                .put("minBytes", minBytes)
                .put("state", due ? "due" : null)
                .put("owner", owner)
                .put("accessKey", accessKey)
                .toMap();
    }
}

package dev.cairn.server.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which requests a fault is for. */
final class FaultMatchOptions {
    private static final Pattern CALLS = Pattern.compile("([0-9]{1,18})?(-)?([0-9]{1,18})?");

    @Option(names = "--operation", paramLabel = "PATTERN", description = "S3's name of the operation; * and ? stand for others.")
    private @Nullable String operation;

    @Option(names = "--bucket", paramLabel = "PATTERN", description = "The bucket.")
    private @Nullable String bucket;

    @Option(names = "--key", paramLabel = "PATTERN", description = "The key.")
    private @Nullable String key;

    @Option(names = "--part-number", paramLabel = "N", description = "The part of an upload, or the one that is read.")
    private @Nullable Integer partNumber;

    @Option(names = "--access-key", paramLabel = "ID", description = "Who signs.")
    private @Nullable String accessKey;

    @Option(names = "--header", paramLabel = "NAME[=PATTERN]", description = "A header that is there, or has such a value.")
    private @Nullable String header;

    @Option(names = "--calls", paramLabel = "N|N-M|N-|-M", description = "Which of these requests, counted from 1.")
    private @Nullable String calls;

    @Option(names = "--every", paramLabel = "N", description = "Only each N-th of them.")
    private @Nullable Long every;

    @Option(names = "--probability", paramLabel = "P", description = "How many of them, 0 to 1.")
    private @Nullable BigDecimal probability;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed and requests meet the same decisions. Default: 0.")
    private @Nullable Long seed;

    /** The match as the API takes it. */
    Map<String, Object> document() {
        return new GivenFields()
                .put("operation", operation)
                .put("bucket", bucket)
                .put("key", key)
                .put("partNumber", partNumber)
                .put("accessKey", accessKey)
                .put("header", headerDocument())
                .put("calls", callsDocument())
                .put("probability", probability)
                .put("seed", seed)
                .toMap();
    }

    private @Nullable Map<String, Object> headerDocument() {
        if (header == null) {
            return null;
        }
        int equals = header.indexOf('=');
        return equals < 0
                ? Map.of("name", header)
                : Map.of(
                        "name", header.substring(0, equals),
                        "value", header.substring(equals + 1));
    }

    private @Nullable Map<String, Object> callsDocument() {
        GivenFields document = new GivenFields().put("every", every);
        if (calls != null) {
            Matcher matcher = CALLS.matcher(calls);
            if (calls.isEmpty() || calls.equals("-") || !matcher.matches()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--calls is a number or two with a dash between, not '" + calls + "'");
            }
            String first = matcher.group(1);
            String last = matcher.group(2) == null ? first : matcher.group(3);
            document.put("from", first == null ? null : Long.valueOf(first))
                    .put("to", last == null ? null : Long.valueOf(last));
        }
        return document.toMap().isEmpty() ? null : document.toMap();
    }
}

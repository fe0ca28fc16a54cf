package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cairn faults add}. */
@Command(name = "add", description = {
    "Adds a fault and prints its id.",
    "",
    "What happens, with its fields; those in brackets need not be given:",
    "  slowDown [retryAfter=PT1S]",
    "  internalError",
    "  errorInBody [code=InternalError|SlowDown] [afterCommit=false]",
    "  delay duration=PT2S",
    "  bandwidth bytesPerSecond=4096 [direction=in|out|both]",
    "  reset direction=in|out [afterBytes=0]",
    "  truncate [afterBytes=0]",
    "  flipBit [offset=0] [bit=0]",
    "  dropReply",
    "  skewClock by=PT20M",
    "  diskFull [afterBytes=0]",
    ""
})
final class FaultsAddCommand implements Callable<Integer> {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern TRUTH = Pattern.compile("true|false");

    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final FaultMatchOptions match = new FaultMatchOptions();

    @Parameters(index = "0", paramLabel = "EFFECT", description = "What happens.")
    private String type = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FIELD=VALUE", description = "Its fields.")
    private @Nullable List<String> fields;

    private final Console console;

    FaultsAddCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, Object> effect = new LinkedHashMap<>();
        effect.put("type", type);
        for (String field : fields == null ? List.<String>of() : fields) {
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw new CommandException(
                        ExitCode.USAGE, "'" + field + "' is no field of an effect: FIELD=VALUE");
            }
            effect.put(field.substring(0, equals), value(field.substring(equals + 1)));
        }
        AdminClient.Document added =
                client.connect(console)
                        .post(
                                "/faults",
                                Map.of(),
                                Map.of("match", match.document(), "effect", effect));
        console.out()
                .println(client.json() ? added.text() : added.json().path("id").asString());
        return ExitCode.OK;
    }

    private static Object value(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return TRUTH.matcher(text).matches() ? Boolean.valueOf(text) : text;
    }
}

package dev.cairn.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code cairn clock}. */
@Command(name = "clock", description = "Shows the clock of the store, and moves it where the server runs with"
        + " --test-clock.")
final class ClockCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @ArgGroup(exclusive = true)
    private @Nullable Change change;

    private final Console console;

    ClockCommand(Console console) {
        this.console = console;
    }

    /** What can be changed, one thing a call. */
    private static final class Change {
        @Option(names = "--advance", paramLabel = "DURATION", description = "Moves the clock by a duration, as P8D or PT1H.")
        private @Nullable String advance;

        @Option(names = "--set", paramLabel = "INSTANT", description = "Moves the clock to an instant, as 2026-03-01T10:00:00Z; forward only.")
        private @Nullable String set;

        @Option(names = "--freeze", description = "Lets the clock stand still.")
        private boolean freeze;

        @Option(names = "--unfreeze", description = "Lets the clock go on.")
        private boolean unfreeze;

        @Option(names = "--speed", paramLabel = "N", description = "Lets the clock go N times as fast as real time.")
        private @Nullable Long speed;

        @Option(names = "--signatures", paramLabel = "true|false", description = "Whether signatures, presigned URLs and the Date header go by the clock,"
                + " too.")
        private @Nullable Boolean signatures;

        Map<String, Object> body() {
            if (advance != null) {
                return Map.of("advance", advance);
            }
            if (set != null) {
                return Map.of("set", set);
            }
            if (speed != null) {
                return Map.of("speed", speed);
            }
            if (freeze || unfreeze) {
                return Map.of("freeze", freeze);
            }
            return Map.of("signatures", Boolean.TRUE.equals(signatures));
        }
    }

    @Override
    public Integer call() {
        AdminClient admin = client.connect(console);
        AdminClient.Document document =
                change == null
                        ? admin.get("/clock", Map.of())
                        : admin.put("/clock", Map.of(), change.body());
        if (client.json()) {
            console.out().println(document.text());
        } else {
            console.out().println(sentence(document.json()));
        }
        return ExitCode.OK;
    }

    /** {@code 2026-03-09T10:00:00Z, 8d 0h ahead of real time, frozen}. */
    private static String sentence(JsonNode clock) {
        Instant now = Instant.parse(clock.path("now").asString());
        Instant real = Instant.parse(clock.path("real").asString());
        StringBuilder sentence = new StringBuilder(now.toString());
        if (Duration.between(real, now).toSeconds() != 0) {
            boolean ahead = now.isAfter(real);
            sentence.append(", ")
                    .append(ahead ? HumanFormat.age(real, now) : HumanFormat.age(now, real))
                    .append(ahead ? " ahead of" : " behind")
                    .append(" real time");
        }
        if (clock.path("frozen").asBoolean()) {
            sentence.append(", frozen");
        }
        if (clock.path("speed").asLong() != 1) {
            sentence.append(", ").append(clock.path("speed").asLong()).append(" times as fast");
        }
        if (clock.path("signatures").asBoolean()) {
            sentence.append(", also for signatures");
        }
        return sentence.toString();
    }
}

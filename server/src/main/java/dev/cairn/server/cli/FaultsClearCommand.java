package dev.cairn.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cairn faults clear}. */
@Command(name = "clear", description = "Removes all faults.")
final class FaultsClearCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    private final Console console;

    FaultsClearCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AdminClient.Document cleared = client.connect(console).delete("/faults", Map.of());
        console.out()
                .println(
                        client.json()
                                ? cleared.text()
                                : "removed %d, which fired %d times in all"
                                        .formatted(
                                                cleared.json().path("removed").asLong(),
                                                cleared.json().path("fired").asLong()));
        return ExitCode.OK;
    }
}

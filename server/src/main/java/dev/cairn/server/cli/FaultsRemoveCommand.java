package dev.cairn.server.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn faults remove}. */
@Command(name = "remove", description = "Removes faults, and says how often they happened.")
final class FaultsRemoveCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "As add and list name them.")
    private List<String> ids = List.of();

    private final Console console;

    FaultsRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AdminClient admin = client.connect(console);
        for (String id : ids) {
            AdminClient.Document removed =
                    admin.delete("/faults/" + AdminClient.encode(id), Map.of());
            JsonNode report = removed.json();
            console.out()
                    .println(
                            client.json()
                                    ? removed.text()
                                    : "%s: matched %d, fired %d"
                                            .formatted(
                                                    report.path("id").asString(),
                                                    report.path("matched").asLong(),
                                                    report.path("fired").asLong()));
        }
        return ExitCode.OK;
    }
}

package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn faults list}. */
@Command(name = "list", description = "Lists the faults and how often they happened; with an id, to which requests.")
final class FaultsListCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "One fault alone.")
    private @Nullable String id;

    private final Console console;

    FaultsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AdminClient admin = client.connect(console);
        if (id != null) {
            AdminClient.Document fault = admin.get("/faults/" + AdminClient.encode(id), Map.of());
            console.out().print(client.json() ? fault.text() + "\n" : firings(fault.json()));
            return ExitCode.OK;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        page.addTo(parameters);
        AdminClient.Document faults = admin.get("/faults", parameters);
        console.out().print(client.json() ? faults.text() + "\n" : table(faults.json()));
        if (!client.json()) {
            PageOptions.printNext(faults.json(), console);
        }
        return ExitCode.OK;
    }

    private static String table(JsonNode document) {
        if (document.path("items").isEmpty()) {
            return "there are no faults\n";
        }
        Table table =
                new Table(
                        Table.Column.text("ID"),
                        Table.Column.figure("MATCHED"),
                        Table.Column.figure("FIRED"),
                        Table.Column.text("EFFECT"),
                        Table.Column.text("MATCH"));
        for (JsonNode fault : document.path("items")) {
            table.add(
                    fault.path("id").asString(),
                    fault.path("matched").asString(),
                    fault.path("fired").asString(),
                    effect(fault.path("effect")),
                    fields(fault.path("match")));
        }
        return table.toString();
    }

    private static String firings(JsonNode fault) {
        StringBuilder text =
                new StringBuilder(
                        "%s  %s  %s%nmatched %d, fired %d%n"
                                .formatted(
                                        fault.path("id").asString(),
                                        effect(fault.path("effect")),
                                        fields(fault.path("match")),
                                        fault.path("matched").asLong(),
                                        fault.path("fired").asLong()));
        if (fault.path("firings").isEmpty()) {
            return text.toString();
        }
        Table table =
                new Table(
                        Table.Column.text("AT"),
                        Table.Column.text("REQUEST"),
                        Table.Column.text("OPERATION"),
                        Table.Column.text("BUCKET"),
                        Table.Column.text("KEY"));
        for (JsonNode firing : fault.path("firings")) {
            table.add(
                    firing.path("at").asString(),
                    firing.path("requestId").asString(),
                    firing.path("operation").asString(),
                    HumanFormat.printable(firing.path("bucket").asString("")),
                    HumanFormat.printable(firing.path("key").asString("")));
        }
        return text.append(table).toString();
    }

    /** {@code delay duration=PT2S}. */
    private static String effect(JsonNode effect) {
        String fields = fields(effect);
        String type = effect.path("type").asString();
        return fields.equals("type=" + type)
                ? type
                : type + " " + fields.substring(fields.indexOf(' ') + 1);
    }

    /** Its fields that say something, those of objects within by their path. */
    private static String fields(JsonNode document) {
        StringBuilder text = new StringBuilder();
        addTo(text, "", document);
        return text.isEmpty() ? "every request" : text.toString();
    }

    private static void addTo(StringBuilder text, String place, JsonNode document) {
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                addTo(text, place + field.getKey() + ".", value);
            } else if (!value.isNull()) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(place)
                        .append(field.getKey())
                        .append('=')
                        .append(HumanFormat.printable(value.asString()));
            }
        }
    }
}

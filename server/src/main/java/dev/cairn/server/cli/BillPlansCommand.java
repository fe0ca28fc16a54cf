package dev.cairn.server.cli;

import dev.cairn.billing.plan.StorageUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn bill plans}. */
@Command(name = "plans", description = {
    "Lists the price plans, or shows one with its sources and with what could not be confirmed.",
    "",
    "A bucket gets a plan by PUT /api/v1/buckets/BUCKET/settings, all others have that of"
            + " billing.plan."
})
final class BillPlansCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();
    @Mixin
    private final PageOptions page = new PageOptions();

    @Parameters(paramLabel = "PLAN", arity = "0..1", description = "Only this plan, with all that there is.")
    private @Nullable String plan;

    private final Console console;

    BillPlansCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AdminClient admin = client.connect(console);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (plan == null) {
            page.addTo(parameters);
        }
        AdminClient.Document document =
                admin.get(
                        plan == null ? "/plans" : "/plans/" + AdminClient.encode(plan),
                        parameters);
        if (client.json()) {
            console.out().println(document.text());
        } else if (plan == null) {
            print(document.json());
        } else {
            show(document.json());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode document) {
        Table table = table();
        document.path("items").forEach(item -> add(table, item));
        console.out().print(table);
        PageOptions.printNext(document, console);
    }

    private void show(JsonNode shown) {
        Table table = table();
        add(table, shown);
        console.out().println(shown.path("description").asString());
        console.out().println();
        console.out().print(table);
        for (JsonNode source : shown.path("sources")) {
            console.out()
                    .printf(
                            "%n%s:%n  %s, %s%n",
                            source.path("of").asString(),
                            source.path("title").asString(),
                            source.path("date").asString());
        }
        if (!shown.path("unconfirmed").isEmpty()) {
            console.out().println();
            console.out().println("Not confirmed:");
            shown.path("unconfirmed")
                    .forEach(text -> console.out().println("  " + text.asString()));
        }
    }

    private static Table table() {
        return new Table(
                Table.Column.text("PLAN"),
                Table.Column.figure("PRICE"),
                Table.Column.text("UNIT"),
                Table.Column.figure("RETENTION"),
                Table.Column.figure("UPLOADS ACTIVE"),
                Table.Column.figure("MINIMUM"));
    }

    private static void add(Table table, JsonNode item) {
        JsonNode standard = item.path("storage").path("STANDARD");
        JsonNode active = item.path("unfinishedActiveDays");
        table.add(
                item.path("name").asString(),
                price(standard),
                item.path("currency").asString()
                        + " for a "
                        + unit(item.path("unitBytes").asLong())
                        + "-month",
                days(standard.path("minimumRetentionDays").asString()),
                active.isNull() ? "always" : days(active.asString()),
                item.path("minimumMonthlyCharge").asString());
    }

    /** That of the first unit that costs something. */
    private static String price(JsonNode storage) {
        if (!storage.path("price").isNull()) {
            return storage.path("price").asString();
        }
        for (JsonNode tier : storage.path("tiers")) {
            if (tier.path("price").decimalValue().signum() > 0) {
                return tier.path("price").asString();
            }
        }
        return "0";
    }

    private static String unit(long bytes) {
        for (StorageUnit unit : StorageUnit.values()) {
            if (unit.bytes() == bytes) {
                return unit.label();
            }
        }
        return bytes + " bytes";
    }

    private static String days(String count) {
        return count + " d";
    }
}

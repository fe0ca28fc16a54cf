package dev.cairn.server.admin;

import dev.cairn.billing.Statement;
import dev.cairn.billing.StatementText;
import java.util.Set;

/** Statements. */
final class StatementResource {
    static final Set<String> NAMES = Set.of("from", "to", "bucket", "owner", "plan", "format");

    private final ServedStore store;

    StatementResource(ServedStore store) {
        this.store = store;
    }

    /** GET /statement: of a bucket, an owner or all, by their plans or by any other. */
    Answer show(AdminRequest request) {
        PeriodParameters parameters = new PeriodParameters(request, store);
        String format = request.find("format");
        if (format != null && !Set.of("json", "csv", "table").contains(format)) {
            throw AdminException.invalidArgument("format must be json, csv or table");
        }
        Statement statement =
                store.billing().statements().of(parameters.query(parameters.hours()));
        return switch (format == null ? "json" : format) {
            case "csv" ->
                    new Answer.Text(
                            "text/csv; charset=utf-8", new StatementText(statement).csv());
            case "table" ->
                    new Answer.Text(
                            "text/plain; charset=utf-8", new StatementText(statement).table());
            default -> new Answer.Document(StatementDocument.of(statement));
        };
    }
}

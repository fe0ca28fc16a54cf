package dev.cairn.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** What a pass of the rules did, or would do, for people. */
final class LifecycleReportTable {
    /** So much later, a rule of seven days has ended all that is open now. */
    private static final Duration EIGHT_DAYS = Duration.ofDays(8);

    private final JsonNode report;
    private final boolean done;

    /**
     * Of a document of the API.
     *
     * @param done whether something happened
     */
    LifecycleReportTable(JsonNode report, boolean done) {
        this.report = report;
        this.done = done;
    }

    void print(Console console) {
        if (!report.path("actions").isEmpty()) {
            console.out().print(table());
        }
        if (report.path("truncated").asBoolean()) {
            console.out().println("…");
        }
        console.out().println(sentence());
        long failures = report.path("failures").asLong();
        if (failures > 0) {
            console.err()
                    .println(HumanFormat.count(failures, "failure") + "; the next pass tries"
                            + " again, the log of the server says why");
        }
    }

    private Table table() {
        Table table =
                new Table(
                        Table.Column.text("BUCKET"),
                        Table.Column.text("KEY"),
                        Table.Column.text("ACTION"),
                        Table.Column.text("RULE"),
                        Table.Column.text("DUE"),
                        Table.Column.figure("BYTES"),
                        Table.Column.text("RESULT"),
                        Table.Column.text("UPLOAD OR VERSION ID"));
        for (JsonNode action : report.path("actions")) {
            JsonNode id =
                    action.path("uploadId").isNull()
                            ? action.path("versionId")
                            : action.path("uploadId");
            table.add(
                    action.path("bucket").asString(),
                    HumanFormat.printable(action.path("key").asString()),
                    action.path("action").asString(),
                    HumanFormat.printable(action.path("ruleId").asString()),
                    action.path("dueAt").asString(),
                    HumanFormat.bytes(action.path("bytes").asLong()),
                    action.path("result").asString(),
                    id.isNull() ? "-" : id.asString());
        }
        return table;
    }

    private String nothingDue(Instant asOf, String looked) {
        Instant later = asOf.plus(EIGHT_DAYS).truncatedTo(ChronoUnit.DAYS);
        String hint = done ? "" : "\nat another instant: --as-of INSTANT, for example " + later;
        return "nothing is due at %s; %s%s".formatted(asOf, looked, hint);
    }

    private String sentence() {
        JsonNode scanned = report.path("scanned");
        String looked =
                "looked at %s and %s"
                        .formatted(
                                HumanFormat.count(scanned.path("uploads").asLong(), "upload"),
                                HumanFormat.count(scanned.path("objects").asLong(), "object"));
        if (report.path("actions").isEmpty()) {
            return nothingDue(Instant.parse(report.path("asOf").asString()), looked);
        }
        long count = 0;
        long bytes = 0;
        for (JsonNode action : report.path("actions")) {
            boolean counts = !done || action.path("result").asString().equals("done");
            count += counts ? 1 : 0;
            bytes += counts ? action.path("bytes").asLong() : 0;
        }
        String actions =
                "%s on %s".formatted(HumanFormat.count(count, "action"), HumanFormat.bytes(bytes));
        return done
                ? "%s done, %s reclaimed; %s"
                        .formatted(
                                actions,
                                HumanFormat.bytes(report.path("bytesReclaimed").asLong()),
                                looked)
                : "%s would be done; %s".formatted(actions, looked);
    }
}

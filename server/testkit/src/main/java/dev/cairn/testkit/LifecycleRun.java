package dev.cairn.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a pass of the lifecycle rules did, or in a dry run would do.
 *
 * @param asOf up to when rules were due
 * @param uploadsScanned how many open uploads were looked at
 * @param objectsScanned how many versions and delete markers were looked at
 * @param actions the first 10,000 in the order of buckets and keys
 * @param truncated whether there were more actions
 * @param bytesReclaimed bytes of files that are gone from the disk
 * @param failures how many actions failed
 */
public record LifecycleRun(
        Instant startedAt,
        Instant asOf,
        Instant finishedAt,
        long uploadsScanned,
        long objectsScanned,
        List<LifecycleAction> actions,
        boolean truncated,
        long bytesReclaimed,
        long failures) {
    public LifecycleRun {
        actions = List.copyOf(actions);
    }

    static LifecycleRun of(JsonNode document) {
        List<LifecycleAction> actions = new ArrayList<>();
        document.path("actions").forEach(action -> actions.add(LifecycleAction.of(action)));
        return new LifecycleRun(
                Instant.parse(document.path("startedAt").asString()),
                Instant.parse(document.path("asOf").asString()),
                Instant.parse(document.path("finishedAt").asString()),
                document.path("scanned").path("uploads").asLong(),
                document.path("scanned").path("objects").asLong(),
                actions,
                document.path("truncated").asBoolean(),
                document.path("bytesReclaimed").asLong(),
                document.path("failures").asLong());
    }
}

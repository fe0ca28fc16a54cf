package dev.cairn.storage.model;

import java.time.Instant;
import java.util.Map;

/**
 * The requests of a bucket within one unit of time.
 *
 * @param counts by group; a group without requests is not in it
 * @param receivedBytes of the bodies of requests
 * @param sentBytes of the bodies of answers
 */
public record RequestSum(
        Instant start,
        LedgerUnit unit,
        Map<RequestGroup, Long> counts,
        long receivedBytes,
        long sentBytes) {
    public RequestSum {
        counts = Map.copyOf(counts);
    }
}

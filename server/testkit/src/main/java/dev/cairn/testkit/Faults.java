package dev.cairn.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Faults that happen to S3 requests because a test wants to see what its client does: refusals,
 * lost replies, flipped bits, slow lines, a full disk.
 *
 * <pre>{@code
 * Fault lost = cairn.faults().add(
 *         RequestMatch.operation("CompleteMultipartUpload").once(), FaultEffect.dropReply());
 * …
 * assertEquals(1, lost.fired());
 * }</pre>
 *
 * <p>Safe for all threads.
 */
public final class Faults {
    static final String PATH = "/faults";

    /** More a server does not take. */
    private static final String FAULTS_MAX = "100";

    private final AdminCalls calls;

    Faults(AdminCalls calls) {
        this.calls = calls;
    }

    /**
     * Adds a fault behind all others; of two of one type, the first happens to a request that both
     * match.
     *
     * @throws IllegalArgumentException for a pattern, number or duration that cannot be, an
     *     operation that there is not, and beyond 100 faults
     * @throws IllegalStateException when the server runs with {@code allow-faults=false}
     */
    public Fault add(RequestMatch match, FaultEffect effect) {
        JsonNode added =
                calls.post(PATH, Map.of("match", match.fields(), "effect", effect.fields()));
        return new Fault(calls, added.path("id").asString());
    }

    /**
     * All faults, in the order in which they were added.
     *
     * @throws IllegalStateException when the server runs with {@code allow-faults=false}
     */
    public List<Fault> list() {
        List<Fault> all = new ArrayList<>();
        calls.get(PATH, Map.of("limit", FAULTS_MAX))
                .path("items")
                .forEach(item -> all.add(new Fault(calls, item.path("id").asString())));
        return all;
    }

    /**
     * Removes all faults.
     *
     * @return how often they have happened, all together
     * @throws IllegalStateException when the server runs with {@code allow-faults=false}
     */
    public long clear() {
        return calls.delete(PATH, Map.of()).path("fired").asLong();
    }
}

package dev.cairn.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A fault that a server has: it happens until it is removed, or the server stops. Safe for all
 * threads.
 */
public final class Fault implements AutoCloseable {
    private final AdminCalls calls;
    private final String id;

    Fault(AdminCalls calls, String id) {
        this.calls = calls;
        this.id = id;
    }

    /** Under which the server's log and its command line speak of it. */
    public String id() {
        return id;
    }

    /**
     * How many requests it has been for, calls and chance left aside.
     *
     * @throws IllegalStateException when it is removed
     */
    public long matched() {
        return document().path("matched").asLong();
    }

    /**
     * To how many requests it has happened.
     *
     * @throws IllegalStateException when it is removed
     */
    public long fired() {
        return document().path("fired").asLong();
    }

    /**
     * The latest 100 requests to which it happened, the newest last.
     *
     * @throws IllegalStateException when it is removed
     */
    public List<FaultFiring> firings() {
        List<FaultFiring> firings = new ArrayList<>();
        document().path("firings").forEach(firing -> firings.add(FaultFiring.of(firing)));
        return firings;
    }

    /**
     * The ids of the latest 100 requests to which it happened, the newest last: those of {@code
     * x-amz-request-id}.
     *
     * @throws IllegalStateException when it is removed
     */
    public List<String> requestIds() {
        return firings().stream().map(FaultFiring::requestId).toList();
    }

    /**
     * Removes it.
     *
     * @return to how many requests it has happened
     * @throws IllegalStateException when it is removed already
     */
    public long remove() {
        return calls.delete(path(), Map.of()).path("fired").asLong();
    }

    /** Removes it, if it is there still. */
    @Override
    public void close() {
        calls.deleteIfPresent(path());
    }

    private JsonNode document() {
        return calls.get(path(), Map.of());
    }

    private String path() {
        return Faults.PATH + "/" + AdminCalls.encoded(id);
    }
}

package dev.cairn.server.metrics;

/** The meters of requests. Prometheus appends {@code _total} to counters and {@code _seconds}. */
enum RequestMeter {
    /** Counter with tags {@code operation} and {@code code}. */
    REQUESTS("cairn.requests", "Finished requests by S3 operation and by error code or status"),
    /** Timer. */
    DURATION("cairn.request.duration", "Time from the head of a request to its answer"),
    /** Counter of bytes. */
    RECEIVED("cairn.received.bytes", "Decoded bytes of request bodies"),
    /** Counter of bytes. */
    SENT("cairn.sent.bytes", "Bytes of answers' bodies");

    private final String meterName;
    private final String description;

    RequestMeter(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    String meterName() {
        return meterName;
    }

    String description() {
        return description;
    }
}

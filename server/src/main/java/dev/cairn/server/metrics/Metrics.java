package dev.cairn.server.metrics;

import dev.cairn.s3.RequestLog;
import dev.cairn.storage.Storage;
import java.util.function.Consumer;

/** All meters of the server, and the page on which Prometheus reads them. */
public final class Metrics implements AutoCloseable {
    /** The media type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    public Metrics() {}

    /** Counts finished requests. */
    public Consumer<RequestLog> requests() {
        throw new UnsupportedOperationException();
    }

    /** From now on the page shows what this store holds; called once. */
    public void observe(Storage storage) {
        throw new UnsupportedOperationException();
    }

    /** Every meter with its present value. Blocks: it asks the store. */
    public String scrape() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}

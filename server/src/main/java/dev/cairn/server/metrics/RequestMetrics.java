package dev.cairn.server.metrics;

import dev.cairn.s3.RequestLog;
import java.util.function.Consumer;

/** Counts finished requests by operation and code, their bytes and their time. */
public final class RequestMetrics implements Consumer<RequestLog> {
    RequestMetrics() {}

    @Override
    public void accept(RequestLog request) {
        throw new UnsupportedOperationException();
    }
}

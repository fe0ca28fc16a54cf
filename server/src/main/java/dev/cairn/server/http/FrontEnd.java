package dev.cairn.server.http;

import dev.cairn.s3.RequestLog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The HTTP server of all ports: event loops, their memory, and the endpoints. */
public final class FrontEnd implements AutoCloseable {
    private FrontEnd() {}

    /**
     * Starts the event loops: epoll where there is one, else NIO. Listens nowhere yet.
     *
     * @param realTime for the Date header
     */
    public static FrontEnd start(HttpSettings settings, InstantSource realTime) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a port.
     *
     * @param refusals told of requests that the front end refuses itself (too busy, malformed),
     *     since no service reports them
     * @throws IOException when the address cannot be bound; its message names the address
     */
    public Endpoint listen(
            EndpointSettings endpoint, RequestService service, Consumer<RequestLog> refusals)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Stops all endpoints as {@link Endpoint#stop}, then the event loops. Blocks. */
    public void stop(Duration grace) {
        throw new UnsupportedOperationException();
    }

    /** Stops without grace. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}

package dev.cairn.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A listening port of the front end. */
public final class Endpoint {
    Endpoint() {}

    /** The bound address; its port is never 0. */
    public InetSocketAddress address() {
        throw new UnsupportedOperationException();
    }

    public int port() {
        return address().getPort();
    }

    /**
     * Stops accepting, closes idle connections, lets requests under way finish within the grace,
     * then closes the rest. Blocks. Other endpoints go on. Can be repeated.
     */
    public void stop(Duration grace) {
        throw new UnsupportedOperationException();
    }
}

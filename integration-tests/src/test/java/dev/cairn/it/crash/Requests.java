package dev.cairn.it.crash;

import dev.cairn.it.wire.WireClient;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.io.UncheckedIOException;

/**
 * One connection to one server.
 *
 * @param acknowledged called after every answer that says done
 */
record Requests(WireClient wire, WireConnection connection, Runnable acknowledged)
        implements AutoCloseable {

    static Requests open(WireClient wire, Runnable acknowledged) {
        return new Requests(wire, wire.open(), acknowledged);
    }

    /**
     * Sends and reads the answer.
     *
     * @throws UncheckedIOException when the server dies: nobody knows what it did
     * @throws UnknownOutcomeException when it says so itself, by a 5xx
     */
    WireResponse send(WireRequest request) {
        WireResponse response = connection.send(wire.sign(request)).read(request.method());
        if (response.status() >= 500) {
            throw new UnknownOutcomeException(response.toString());
        }
        if (response.status() < 300) {
            acknowledged.run();
        }
        return response;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The server answered with a 5xx. */
    static final class UnknownOutcomeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownOutcomeException(String message) {
            super(message);
        }
    }
}

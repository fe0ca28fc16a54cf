package dev.cairn.it.wire;

import java.net.URI;
import java.time.Duration;

/** Sends raw requests to one address, each on a connection of its own unless asked otherwise. */
public record WireClient(URI address, Signer signer) {

    /** The value of the Host header for this address. */
    public String host() {
        return address.getHost() + ":" + address.getPort();
    }

    /** The same address with another signer. */
    public WireClient with(Signer other) {
        return new WireClient(address, other);
    }

    /** Opens a connection. */
    public WireConnection open() {
        return new WireConnection(address);
    }

    /** Adds what makes the request acceptable: host, date, payload hash, signature. */
    public WireRequest sign(WireRequest request) {
        return signer.sign(request, host());
    }

    /** Signs, sends, and reads the answer. */
    public WireResponse send(WireRequest request) {
        return sendAsIs(sign(request));
    }

    /** Sends the request by a presigned URL of an hour, and reads the answer. */
    public WireResponse sendPresigned(WireRequest request) {
        return sendAsIs(signer.presign(request, host(), Duration.ofHours(1)));
    }

    /** Sends with nothing added but the host, and reads the answer. */
    public WireResponse sendUnsigned(WireRequest request) {
        return sendAsIs(request.header("Host", host()));
    }

    /** Sends exactly this and reads the answer. */
    public WireResponse sendAsIs(WireRequest request) {
        try (WireConnection connection = open()) {
            return connection.send(request).read(request.method());
        }
    }
}

package dev.cairn.server.http;

import dev.cairn.server.tls.Identity;
import dev.cairn.server.tls.SelfSigned;
import dev.cairn.server.tls.Tls;
import dev.cairn.server.tls.TlsException;
import dev.cairn.server.tls.Trust;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How the connections of a test run: each way must behave like the others. */
record Wiring(Transport transport, @Nullable Tls tls, @Nullable SSLContext client) {
    /** Every way that there is on this machine. */
    static Stream<Wiring> all() {
        Wiring nio = new Wiring(Transport.NIO, null, null);
        return Epoll.isAvailable()
                ? Stream.of(
                        nio, new Wiring(Transport.EPOLL, null, null), encrypted(Transport.EPOLL))
                : Stream.of(nio, encrypted(Transport.NIO));
    }

    private static Wiring encrypted(Transport transport) {
        try {
            Identity identity =
                    SelfSigned.make(List.of("127.0.0.1"), Instant.now(), new SecureRandom());
            return new Wiring(transport, new Tls(identity), trust(identity));
        } catch (TlsException e) {
            throw new AssertionError(e);
        }
    }

    /** A client's trust in this certificate alone. */
    static SSLContext trust(Identity identity) throws TlsException {
        try {
            Path file = Files.createTempFile("cairn-trust", ".pem");
            try {
                return Trust.pinned(Files.writeString(file, identity.certificatePem()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EndpointSettings secure(EndpointSettings settings) {
        return tls == null ? settings : settings.withTls(tls);
    }

    @Override
    public String toString() {
        return transport + (tls == null ? "" : " with TLS");
    }
}

package dev.cairn.server.config;

import java.nio.file.Path;

/** Where the certificate comes from that both ports show. */
public sealed interface TlsConfig {
    /**
     * The operator's own, in PEM.
     *
     * @param certificate with those that lead to an authority behind it
     */
    record Files(Path certificate, Path key) implements TlsConfig {}

    /** One that the server makes and keeps in its data directory. */
    record SelfSigned() implements TlsConfig {}
}

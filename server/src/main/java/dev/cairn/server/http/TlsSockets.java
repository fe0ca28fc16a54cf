package dev.cairn.server.http;

import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS of accepted connections: 1.3 and 1.2, by the JDK. Each connection begins with the context of
 * that moment, so that certificates can be exchanged while a port is open.
 *
 * <p>Bytes are encrypted on the event loop, and so are the signatures of handshakes made there:
 * both compute and wait for nothing.
 */
record TlsSockets(Supplier<SSLContext> context) {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** A client that offers only others (RFC 7301) is told so instead of being misunderstood. */
    private static final String[] APPLICATION_PROTOCOLS = {"http/1.1"};

    private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(10);

    /** How long a close waits for its alert to be sent. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    /** The handler that stands first in the pipeline of a connection. */
    SslHandler handler() {
        SSLEngine engine = context.get().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setApplicationProtocols(APPLICATION_PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MAX.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_MAX.toMillis());
        return handler;
    }
}

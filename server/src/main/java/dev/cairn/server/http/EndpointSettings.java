package dev.cairn.server.http;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One port of the front end, with operation threads and connections of its own, so that no port
 * starves another.
 *
 * @param name for threads and messages: {@code s3}, {@code admin}
 * @param address port 0 takes a free one
 * @param tls what connections begin with; null for connections that are not encrypted
 */
public record EndpointSettings(
        String name,
        InetSocketAddress address,
        int connectionsMax,
        int requestsMax,
        ErrorFormat errors,
        @Nullable Supplier<SSLContext> tls) {

    private static final int ADMIN_CONNECTIONS_MAX = 256;
    private static final int ADMIN_REQUESTS_MAX = 8;

    /** The S3 port, with the limits of the settings. */
    public static EndpointSettings s3(InetSocketAddress address, HttpSettings http) {
        return new EndpointSettings(
                "s3", address, http.connectionsMax(), http.requestsMax(), ErrorFormat.S3_XML,
                null);
    }

    /** The admin port: a few threads, which answer while S3 requests fill theirs. */
    public static EndpointSettings admin(InetSocketAddress address) {
        return new EndpointSettings(
                "admin",
                address,
                ADMIN_CONNECTIONS_MAX,
                ADMIN_REQUESTS_MAX,
                ErrorFormat.PROBLEM_JSON,
                null);
    }

    /**
     * The same port with TLS.
     *
     * @param context asked for each connection, so that certificates can be exchanged
     */
    public EndpointSettings withTls(Supplier<SSLContext> context) {
        return new EndpointSettings(
                name, address, connectionsMax, requestsMax, errors, context);
    }
}

package dev.cairn.server.http;

import java.net.InetSocketAddress;

/**
 * One port of the front end, with operation threads and connections of its own, so that no port
 * starves another.
 *
 * @param name for threads and messages: {@code s3}, {@code admin}
 * @param address port 0 takes a free one
 */
public record EndpointSettings(
        String name,
        InetSocketAddress address,
        int connectionsMax,
        int requestsMax,
        ErrorFormat errors) {

    private static final int ADMIN_CONNECTIONS_MAX = 256;
    private static final int ADMIN_REQUESTS_MAX = 8;

    /** The S3 port, with the limits of the settings. */
    public static EndpointSettings s3(InetSocketAddress address, HttpSettings http) {
        return new EndpointSettings(
                "s3", address, http.connectionsMax(), http.requestsMax(), ErrorFormat.S3_XML);
    }

    /** The admin port: a few threads, which answer while S3 requests fill theirs. */
    public static EndpointSettings admin(InetSocketAddress address) {
        return new EndpointSettings(
                "admin",
                address,
                ADMIN_CONNECTIONS_MAX,
                ADMIN_REQUESTS_MAX,
                ErrorFormat.PROBLEM_JSON);
    }
}

package dev.cairn.server.http;

import java.time.Duration;

/**
 * The limits of the front end: keys {@code http.*} of the configuration.
 *
 * @param connectionsMax open connections of the S3 port; one more is answered 503 and closed
 * @param requestLineBytesMax method, target and version
 * @param headerBytesMax all header fields of a request together
 * @param requestsMax requests that run at a time, each on a thread of its own
 * @param idleTimeout how long a connection may be open without a request, and how long the head of
 *     a request may take
 * @param rateMinBytesPerSecond the slowest that a client may send a body or take an answer
 * @param rateWindow over what time the rate is measured
 */
public record HttpSettings(
        int connectionsMax,
        int requestLineBytesMax,
        int headerBytesMax,
        int requestsMax,
        Duration idleTimeout,
        long rateMinBytesPerSecond,
        Duration rateWindow) {

    public static final HttpSettings DEFAULTS =
            new HttpSettings(
                    4096, 16384, 32768, 512, Duration.ofSeconds(60), 1024, Duration.ofSeconds(30));

    public HttpSettings {
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("requestLineBytesMax", requestLineBytesMax);
        requirePositive("headerBytesMax", headerBytesMax);
        requirePositive("requestsMax", requestsMax);
        requirePositive("idleTimeout", idleTimeout.toMillis());
        requirePositive("rateWindow", rateWindow.toMillis());
        if (rateMinBytesPerSecond < 0) {
            throw new IllegalArgumentException("rateMinBytesPerSecond is negative");
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}

package dev.cairn.server.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a port listens.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 0 asks for any free port
 */
public record ListenAddress(String host, int port) {
    public static final int PORT_MAX = 65_535;

    private static final Pattern SHAPE =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\[\\]\\s/]+)):(\\d{1,5})");

    public ListenAddress {
        if (host.isEmpty() || port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("not an address: " + host + " port " + port);
        }
    }

    /** Reads {@code host:port} or {@code [ipv6]:port}; empty for anything else. */
    public static Optional<ListenAddress> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > PORT_MAX) {
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new ListenAddress(host, Integer.parseInt(matcher.group(3))));
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}

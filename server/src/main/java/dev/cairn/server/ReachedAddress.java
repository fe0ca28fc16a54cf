package dev.cairn.server;

import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Under which names and addresses the ports that the configuration asks for are reached. */
final class ReachedAddress {
    private static final int IPV4_BYTES = 4;

    /** No names of hosts, but all of them. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    private ReachedAddress() {}

    /** What to bind. */
    static InetSocketAddress socketAddress(ListenAddress listen) throws IOException {
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        if (address.isUnresolved()) {
            throw new IOException("cannot listen on " + listen + ": unknown host");
        }
        return address;
    }

    /**
     * As clients of this machine reach a port: all addresses include the loopback one. Goes by what
     * was asked for, since a socket bound to all IPv4 addresses may call itself an IPv6 one.
     *
     * @param port that was bound
     */
    static String url(boolean secured, ListenAddress asked, int port) throws IOException {
        InetAddress address = socketAddress(asked).getAddress();
        String loopback = address.getAddress().length == IPV4_BYTES ? "127.0.0.1" : "::1";
        String host = address.isAnyLocalAddress() ? loopback : asked.host();
        return (secured ? "https://" : "http://") + new ListenAddress(host, port);
    }

    /** Under which clients reach the ports, as far as the server can know. */
    static Set<String> names(CairnConfig config) {
        Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1"));
        Stream.concat(Stream.of(config.s3().listen()), config.admin().listen().stream())
                .map(ListenAddress::host)
                .filter(host -> !EVERYWHERE.contains(host) && !host.contains("%"))
                .forEach(names::add);
        for (String domain : config.s3().settings().domains()) {
            names.add(domain);
            names.add("*." + domain);
        }
        return names;
    }
}

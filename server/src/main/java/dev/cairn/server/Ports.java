package dev.cairn.server;

import dev.cairn.s3.RequestLog;
import dev.cairn.server.admin.AdminService;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ListenAddress;
import dev.cairn.server.http.Endpoint;
import dev.cairn.server.http.EndpointSettings;
import dev.cairn.server.http.FrontEnd;
import dev.cairn.server.http.RequestService;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ports that a configuration asks for. */
final class Ports {
    private final CairnConfig config;
    private final FrontEnd frontEnd;
    private final @Nullable ServerIdentity identity;

    /**
     * Ports of a front end.
     *
     * @param identity what they prove who they are with; null for ports without TLS
     */
    Ports(CairnConfig config, FrontEnd frontEnd, @Nullable ServerIdentity identity) {
        this.config = config;
        this.frontEnd = frontEnd;
        this.identity = identity;
    }

    /**
     * Opens the admin port, if there is to be one. Its requests are not S3's, so the metrics do not
     * count them.
     */
    Optional<Endpoint> listenAdmin(AdminService service) throws IOException {
        Optional<ListenAddress> listen = config.admin().listen();
        if (listen.isEmpty()) {
            return Optional.empty();
        }
        EndpointSettings settings =
                EndpointSettings.admin(ReachedAddress.socketAddress(listen.get()));
        return Optional.of(
                frontEnd.listen(
                        secured(settings),
                        RequestLogging.withRequestId(service),
                        RequestLogging.lines()));
    }

    /**
     * Opens the S3 port.
     *
     * @param finished is told of each request, also of those that the front end refuses
     */
    Endpoint listenS3(RequestService service, Consumer<RequestLog> finished) throws IOException {
        EndpointSettings settings =
                EndpointSettings.s3(
                        ReachedAddress.socketAddress(config.s3().listen()),
                        config.http());
        return frontEnd.listen(secured(settings), service, finished);
    }

    /** Where they are reached, now that they are open. */
    Addresses addresses(Endpoint s3, Optional<Endpoint> admin) throws IOException {
        return new Addresses(
                url(config.s3().listen(), s3),
                admin.isPresent()
                        ? url(config.admin().listen().orElseThrow(), admin.get())
                        : null);
    }

    private EndpointSettings secured(EndpointSettings settings) {
        return identity == null ? settings : settings.withTls(identity.tls());
    }

    private String url(ListenAddress asked, Endpoint endpoint) throws IOException {
        return ReachedAddress.url(identity != null, asked, endpoint.port());
    }
}

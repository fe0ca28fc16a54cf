package dev.cairn.server.cli;

import dev.cairn.server.config.ServerState;
import dev.cairn.server.tls.TlsException;
import dev.cairn.server.tls.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Which certificates a command trusts. */
final class ClientTrust {
    private static final String VARIABLE = "CAIRN_CA_CERTIFICATE";

    private ClientTrust() {}

    /**
     * The authorities of a file where one is named. Else, for the server that {@code server.json}
     * tells of, the certificate that this names as well: whoever can write it owns the server.
     *
     * @param running what server.json says
     * @return empty for the authorities of the system
     */
    static Optional<SSLContext> find(
            Map<String, String> environment,
            @Nullable Path caCertificate,
            Optional<ServerState> running,
            URI address) {
        if (!"https".equals(address.getScheme())) {
            return Optional.empty();
        }
        try {
            Optional<SSLContext> named = named(caCertificate, environment.get(VARIABLE));
            if (named.isPresent()) {
                return named;
            }
            String own =
                    running.filter(server -> address.toString().equals(server.admin()))
                            .map(ServerState::certificate)
                            .orElse(null);
            return own == null ? Optional.empty() : Optional.of(Trust.pinned(Path.of(own)));
        } catch (TlsException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The authorities of a flag or else a variable; empty where there is neither. */
    static Optional<SSLContext> named(@Nullable Path flag, @Nullable String variable)
            throws TlsException {
        if (flag != null) {
            return Optional.of(Trust.authorities(flag));
        }
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(Trust.authorities(Path.of(variable)));
        }
        return Optional.empty();
    }

    /** What to say where the handshake has failed. */
    static CommandException notTrusted(String address, Exception failure) {
        return new CommandException(
                ExitCode.UNREACHABLE,
                "no secure connection to %s: %s%nits authority: --ca-certificate FILE"
                        .formatted(address, failure.getMessage()));
    }
}

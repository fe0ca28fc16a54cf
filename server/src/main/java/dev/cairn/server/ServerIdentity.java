package dev.cairn.server;

import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.StateFiles;
import dev.cairn.server.config.TlsConfig;
import dev.cairn.server.tls.Identity;
import dev.cairn.server.tls.SelfSigned;
import dev.cairn.server.tls.Tls;
import dev.cairn.server.tls.TlsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity that the ports of a server show: read from the operator's files, or made by the
 * server and kept in its data directory. For one thread at a time.
 */
final class ServerIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(ServerIdentity.class);

    /** A certificate with less time left is warned of, and replaced if the server has made it. */
    private static final Duration REST_MIN = Duration.ofDays(30);

    private final TlsConfig config;
    private final Collection<String> names;
    private final StateFiles files;
    private final InstantSource time;
    private Identity identity;

    /** Whether the identity was made by this run and is not kept yet. */
    private boolean made;

    private final Tls tls;

    /**
     * Finds or makes the identity. Writes nothing, since the data directory may belong to another
     * process still: see {@link #keep}.
     *
     * @param names under which a self-signed certificate is to be found
     */
    ServerIdentity(
            TlsConfig config, Collection<String> names, StateFiles files, InstantSource time)
            throws ConfigException {
        this.config = config;
        this.names = names;
        this.files = files;
        this.time = time;
        try {
            identity = find();
            tls = new Tls(identity);
        } catch (TlsException e) {
            throw new ConfigException("tls: " + e.getMessage());
        }
    }

    /** What connections begin with. */
    Tls tls() {
        return tls;
    }

    /** The file whose first certificate the ports show, for clients of this machine. */
    Path certificateFile() {
        return switch (config) {
            case TlsConfig.Files given -> given.certificate().toAbsolutePath().normalize();
            case TlsConfig.SelfSigned self -> files.certificateFile().toAbsolutePath().normalize();
        };
    }

    /**
     * By which variables aws-cli, SDKs and {@code cairn} learn to trust a certificate that the server
     * has made. One of the operator's is trusted by an authority, which only the operator knows.
     */
    Map<String, String> trustVariables() {
        return switch (config) {
            case TlsConfig.Files given -> Map.of();
            case TlsConfig.SelfSigned self ->
                    Map.of(
                            "AWS_CA_BUNDLE", certificateFile().toString(),
                            "CAIRN_CA_CERTIFICATE", certificateFile().toString());
        };
    }

    /** Writes what was made to the data directory, whose lock this process holds by now. */
    void keep() throws IOException {
        if (made) {
            try {
                files.writeSelfSigned(identity.certificatePem(), identity.keyPem());
            } catch (TlsException e) {
                throw new IOException(e);
            }
            made = false;
        }
        LOG.info("TLS as {} until {}", identity.subject(), identity.expires());
        if (identity.expires().isBefore(time.instant().plus(REST_MIN))) {
            LOG.warn("the certificate {} ends at {}", certificateFile(), identity.expires());
        }
    }

    /** Finds the identity again; where that fails, the old one stays. */
    void reload() {
        try {
            Identity found = find();
            tls.show(found);
            identity = found;
            keep();
        } catch (TlsException | IOException e) {
            LOG.error("the certificate stays the old one: {}", e.getMessage());
        }
    }

    private Identity find() throws TlsException {
        if (config instanceof TlsConfig.Files(Path certificate, Path key)) {
            return Identity.read(certificate, key);
        }
        Optional<Identity> kept = kept();
        if (kept.isPresent()) {
            return kept.get();
        }
        made = true;
        return SelfSigned.make(names, time.instant(), new SecureRandom());
    }

    private Optional<Identity> kept() {
        Path certificate = files.certificateFile();
        if (!Files.exists(certificate)) {
            return Optional.empty();
        }
        try {
            Identity found = Identity.read(certificate, files.certificateKeyFile());
            if (SelfSigned.serves(found, names, time.instant(), REST_MIN)) {
                return Optional.of(found);
            }
            LOG.warn("{} is replaced: it ends soon, or a name is missing", certificate);
        } catch (TlsException unusable) {
            LOG.warn("{} is replaced: {}", certificate, unusable.getMessage());
        }
        return Optional.empty();
    }
}

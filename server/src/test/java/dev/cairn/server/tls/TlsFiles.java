package dev.cairn.server.tls;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Keys and certificates that OpenSSL has made, beside this class. */
public final class TlsFiles {
    private TlsFiles() {}

    /** A file by its name. */
    public static Path of(String name) {
        try {
            return Path.of(Objects.requireNonNull(TlsFiles.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

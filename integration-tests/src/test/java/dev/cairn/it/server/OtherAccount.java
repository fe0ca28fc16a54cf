package dev.cairn.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An account beside the root account, declared in a configuration file. It is no admin. */
public final class OtherAccount {
    public static final String ID = "other";
    public static final String ACCESS_KEY = "AKIACAIRNTEST0000002";
    public static final String SECRET_KEY = "other/secret+of+the+tests/0123456789abcd";

    private OtherAccount() {}

    /** Writes the configuration beside the data directory and names it to the server. */
    static ServerOptions addTo(ServerOptions options) {
        Path file = options.dataDir().resolveSibling("cairn.yaml");
        try {
            Files.writeString(
                    file,
                    """
                    accounts:
                      - id: %s
                        display-name: Other
                        access-keys:
                          - id: %s
                            secret: %s
                    """.formatted(ID, ACCESS_KEY, SECRET_KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return options.withFlag("config", file.toString());
    }
}

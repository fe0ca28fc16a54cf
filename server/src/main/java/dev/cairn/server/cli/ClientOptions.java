package dev.cairn.server.cli;

import dev.cairn.server.config.ConfigKeys;
import dev.cairn.server.config.ServerState;
import dev.cairn.server.config.StateFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that asks a running server. */
final class ClientOptions {
    @Option(names = "--admin", paramLabel = "URL", description = "The server's admin port. Default: CAIRN_ADMIN, else what server.json says,"
            + " else%n  http://127.0.0.1:9001.")
    private @Nullable String admin;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where server.json and root-credentials.json are looked for. Default:"
            + " CAIRN_DATA_DIR, else%n  ./cairn-data.")
    private @Nullable Path dataDirectory;

    @Option(names = "--ca-certificate", paramLabel = "FILE", description = "PEM file of the authorities to trust. Default: CAIRN_CA_CERTIFICATE, else for the server of"
            + "%n  server.json its own certificate, else those of the system.")
    private @Nullable Path caCertificate;

    @Option(names = "--json", description = "Prints the document of the API unchanged.")
    private boolean json;

    boolean json() {
        return json;
    }

    AdminClient connect(Console console) {
        return AdminClient.find(
                console.environment(), admin, dataDirectory(console), caCertificate);
    }

    /** The S3 port that goes with the server, as a command line for another program names it. */
    String s3Endpoint(Console console) {
        String variable = console.environment().getOrDefault("AWS_ENDPOINT_URL", "");
        if (!variable.isEmpty()) {
            return variable;
        }
        try {
            return new StateFiles(dataDirectory(console))
                    .server()
                    .map(ServerState::s3)
                    .orElse("S3_ENDPOINT");
        } catch (IOException unreadable) {
            throw new CommandException(
                    ExitCode.RESOURCE,
                    "cannot read in " + dataDirectory(console) + ": " + unreadable.getMessage());
        }
    }

    private Path dataDirectory(Console console) {
        if (dataDirectory != null) {
            return dataDirectory;
        }
        String variable =
                console.environment().get(ConfigKeys.DATA_DIR.environmentVariable());
        return Path.of(variable == null || variable.isEmpty() ? "./cairn-data" : variable);
    }
}

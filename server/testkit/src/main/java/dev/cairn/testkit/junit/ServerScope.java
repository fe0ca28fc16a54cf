package dev.cairn.testkit.junit;

import dev.cairn.testkit.CairnServer;
import dev.cairn.testkit.OpenUpload;
import dev.cairn.testkit.OpenUploadsError;
import dev.cairn.testkit.aws.SdkClients;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server of a test or class, with the clients that were asked for. Safe for all threads. */
final class ServerScope implements AutoCloseable {
    private final CairnServer server;

    /** Null until a client is asked for, which the SDK must be there for. */
    private @Nullable SdkClients clients;

    ServerScope(CairnServer server) {
        this.server = server;
    }

    CairnServer server() {
        return server;
    }

    synchronized SdkClients clients() {
        if (clients == null) {
            clients = new SdkClients(server);
        }
        return clients;
    }

    Set<String> openUploadIds() {
        return server.uploads()
                .open()
                .stream()
                .map(OpenUpload::uploadId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Fails where an upload is open that was not before. */
    void assertNoneOpenBut(Set<String> before) {
        List<OpenUpload> left =
                server.uploads()
                        .open()
                        .stream()
                        .filter(upload -> !before.contains(upload.uploadId()))
                        .toList();
        if (!left.isEmpty()) {
            throw new OpenUploadsError(left);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (clients != null) {
                clients.close();
                clients = null;
            }
        } finally {
            server.close();
        }
    }
}

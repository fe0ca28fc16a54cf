package dev.cairn.testkit.junit;

import dev.cairn.testkit.CairnServer;
import dev.cairn.testkit.OpenUpload;
import dev.cairn.testkit.OpenUploadsError;
import dev.cairn.testkit.aws.SdkClients;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A server of a test or class, with the clients that were asked for. JUnit closes it where it calls
 * nobody behind a class: when its constructor fails. Safe for all threads.
 */
// JUnit before 5.13 closes nothing else.
@SuppressWarnings("deprecation")
final class ServerScope implements AutoCloseable, CloseableResource {
    private final CairnServer server;

    /** Null until a client is asked for, which the SDK must be there for. */
    private @Nullable SdkClients clients;

    /** What was open when the first of several tests at the same time began; null without such. */
    private @Nullable Set<String> openBeforeAll;

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

    /** Before a test whose uploads nobody can tell from those of others until all have ended. */
    synchronized void lookAtTheEnd() {
        if (openBeforeAll == null) {
            openBeforeAll = openUploadIds();
        }
    }

    /** Behind all tests: fails where one of those left an upload open. */
    synchronized void assertNoneLeft() {
        if (openBeforeAll != null) {
            assertNoneOpenBut(openBeforeAll);
        }
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

package dev.cairn.server.cli;

import dev.cairn.server.admin.AdminFixture;
import dev.cairn.server.http.Endpoint;
import dev.cairn.server.http.EndpointSettings;
import dev.cairn.server.http.FrontEnd;
import dev.cairn.server.http.HttpSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Commands that are run against an admin port over a real store, one after the other. */
final class CommandRuns implements AutoCloseable {
    private final AdminFixture admin;
    private final FrontEnd frontEnd;
    private final Map<String, String> environment;

    CommandRuns(Path directory) throws Exception {
        admin = AdminFixture.open(directory);
        frontEnd = FrontEnd.start(HttpSettings.DEFAULTS, InstantSource.system());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Endpoint port =
                frontEnd.listen(
                        EndpointSettings.admin(anyPort), admin.service(), refusal -> {});
        environment =
                Map.of(
                        "CAIRN_ADMIN", "http://127.0.0.1:" + port.port(),
                        "CAIRN_ADMIN_KEY", AdminFixture.ADMIN_KEY,
                        "CAIRN_ADMIN_SECRET", AdminFixture.ADMIN_SECRET);
    }

    /** What a command said. */
    record Result(int exitCode, String out, String err) {}

    AdminFixture admin() {
        return admin;
    }

    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                CairnMain.run(
                        args,
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws Exception {
        frontEnd.close();
        admin.close();
    }
}

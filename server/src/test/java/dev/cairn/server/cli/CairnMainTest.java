package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.Version;
import dev.cairn.server.config.ServerState;
import dev.cairn.server.config.StateFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says and returns where no server is needed for it. */
class CairnMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void version_isOnStdout() {
        assertThat(run("version")).isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo("cairn " + Version.current() + System.lineSeparator());
        assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a command is missing",
        "uploads, a command is missing",
        "lisst, unknown command 'lisst'; the nearest is",
        "uploads lisst, unknown command 'lisst'; the nearest is 'list'",
        "server /data, unknown command 'server'; the nearest is 'serve', and the image",
        "minio server /data, unknown command 'minio'; the nearest is 'serve', and the image",
        "uploads server, unknown command 'server'; the nearest is",
        "uploads complete s3://b/k, Missing required parameter",
        "uploads abort, either s3://BUCKET/KEY and UPLOAD_ID",
        "bill, a command is missing",
        "serve --s3-lissen=x, unknown flag '--s3-lissen'; the nearest is '--s3-listen'",
        "serve --s3.listen x, unknown flag '--s3.listen'; the nearest is '--s3-listen'",
        "serve --admin-listen off --billing-plan wasabi, there is no plan 'wasabi'; the nearest is 'wasabi-payg'",
        "serve --admin-listen off --billing-plan-dir /nowhere, billing.plan-dir: cannot read /nowhere",
        "serve --bill-plan wasabi, unknown flag '--bill-plan'; the nearest is '--billing-plan'",
        "serve --accounts x, unknown flag '--accounts'",
        "serve now, unexpected argument 'now'",
        "serve --region, Missing required parameter",
        "serve --region=a --region=b, should be specified only once",
        "serve --durability maybe, expected: one of sync",
        "serve --region-strict=perhaps, expected: true or false",
        "serve --config /nowhere/cairn.yaml, there is no such file",
        "serve --root-access-key ROOT, neither root.secret-key nor",
        "uploads list --limit many, --limit",
        "uploads show s3://b, Missing required parameter",
        "uploads abort bucket/key id, is not of the form s3://BUCKET/KEY",
        "usage --admin ftp://host, is not an address",
    })
    void commandLineThatCannotBeUnderstood_isUsage(String line, String message) {
        assertThat(run(line)).isEqualTo(ExitCode.USAGE);

        assertThat(err()).contains(message);
        assertThat(out()).isEmpty();
    }

    @Test
    void help_leadsToWhatNoListingShows() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("cairn uploads list ", "cairn lifecycle missing ");

        assertThat(run("lifecycle --help")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("missing", "dry-run", "run", "explain", "lifecycle.interval");
    }

    @Test
    void help_namesEveryKey() {
        assertThat(run("serve --help")).isEqualTo(ExitCode.OK);

        assertThat(out()).contains("--data-dir", "--s3-listen", "--http-rate-min", "--config");
    }

    @Test
    void noKeyAtAll_isUsage() {
        assertThat(run("usage --data-dir " + folder)).isEqualTo(ExitCode.USAGE);

        assertThat(err()).contains("CAIRN_ADMIN_KEY", "root-credentials.json");
    }

    @Test
    void halfAKey_isUsage() {
        environment.put("CAIRN_ADMIN_KEY", "OPERATOR");

        assertThat(run("usage")).isEqualTo(ExitCode.USAGE);

        assertThat(err()).contains("only one is set");
    }

    @Test
    void noServerAtTheAddress_isUnreachable() throws Exception {
        environment.put("CAIRN_ADMIN_KEY", "OPERATOR");
        environment.put("CAIRN_ADMIN_SECRET", "correct-horse");
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }

        assertThat(run("usage --admin http://127.0.0.1:" + closedPort))
                .isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err())
                .contains("cannot reach http://127.0.0.1:" + closedPort, "--admin URL")
                .doesNotContain("correct-horse");
    }

    @Test
    void serverWithoutAdminPort_isUnreachable() throws Exception {
        environment.put("CAIRN_ADMIN_KEY", "OPERATOR");
        environment.put("CAIRN_ADMIN_SECRET", "correct-horse");
        new StateFiles(folder)
                .writeServer(new ServerState("http://127.0.0.1:1", null, "r", "K", "d", "v", 1, 1,
                        null));

        assertThat(run("usage --data-dir " + folder)).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err()).contains("runs without an admin port");
    }

    private int run(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        return CairnMain.run(
                args,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

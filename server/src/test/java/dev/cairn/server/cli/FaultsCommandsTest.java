package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cairn faults}, against an admin port. */
class FaultsCommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private AdminFixture admin;
    private FrontEnd frontEnd;
    private Endpoint port;

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
        frontEnd = FrontEnd.start(HttpSettings.DEFAULTS, InstantSource.system());
        port =
                frontEnd.listen(
                        EndpointSettings.admin(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        admin.service(),
                        refusal -> {});
    }

    @AfterEach
    void close() throws Exception {
        frontEnd.close();
        admin.close();
    }

    @Test
    void addedFaults_areListed() {
        assertThat(run("list")).isEqualTo(ExitCode.OK);
        assertThat(run("add", "slowDown", "retryAfter=PT2S", "--operation", "GetObject",
                "--every", "2", "--calls", "2-6")).isEqualTo(ExitCode.OK);
        assertThat(run("add", "dropReply")).isEqualTo(ExitCode.OK);
        assertThat(run("add", "errorInBody", "afterCommit=true", "code=SlowDown",
                "--bucket", "b", "--key", "k*", "--part-number", "3", "--access-key", "AK",
                "--header", "x-test=on*", "--calls", "4-", "--probability", "0.5", "--seed", "9"))
                .isEqualTo(ExitCode.OK);
        assertThat(run("list")).isEqualTo(ExitCode.OK);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                there are no faults
                fault-1
                fault-2
                fault-3
                ID       MATCHED  FIRED  EFFECT                                      MATCH
                fault-1        0      0  slowDown retryAfter=PT2S                    \
                operation=GetObject calls.from=2 calls.to=6 calls.every=2
                fault-2        0      0  dropReply                                   every request
                fault-3        0      0  errorInBody code=SlowDown afterCommit=true  \
                bucket=b key=k* partNumber=3 accessKey=AK header.name=x-test header.value=on*\
                 calls.from=4 calls.every=1 probability=0.5 seed=9
                """);
    }

    @Test
    void oneFault_isShownAndRemoved() {
        assertThat(run("add", "delay", "duration=PT1S", "--calls", "3")).isEqualTo(ExitCode.OK);
        assertThat(run("list", "fault-1")).isEqualTo(ExitCode.OK);
        assertThat(run("remove", "fault-1")).isEqualTo(ExitCode.OK);
        assertThat(run("remove", "fault-1")).isEqualTo(ExitCode.PROBLEM);
        assertThat(run("add", "dropReply", "--calls", "-2")).isEqualTo(ExitCode.OK);
        assertThat(run("clear")).isEqualTo(ExitCode.OK);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                fault-1
                fault-1  delay duration=PT1S  calls.from=3 calls.to=3 calls.every=1
                matched 0, fired 0
                fault-1: matched 0, fired 0
                fault-2
                removed 1, which fired 0 times in all
                """);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("NoSuchFault");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "add", "add explode", "add delay duration", "add delay =1", "add dropReply --calls x",
        "add dropReply --calls -", "add delay duration=1", "add dropReply --every 0", "remove",
    })
    void whatCannotBe_isAMistakeOfUsage(String command) {
        assertThat(run(command.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(err.size()).isPositive();
    }

    @Test
    void withJson_theDocumentsArePrintedAsTheyAre() {
        assertThat(run("add", "dropReply", "--json")).isEqualTo(ExitCode.OK);
        assertThat(run("list", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"id\":\"fault-1\""),
                        line -> assertThat(line).startsWith("{\"items\":[{\"id\":\"fault-1\""));
    }

    private int run(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "faults";
        System.arraycopy(words, 0, all, 1, words.length);
        Map<String, String> environment =
                Map.of(
                        "CAIRN_ADMIN", "http://127.0.0.1:" + port.port(),
                        "CAIRN_ADMIN_KEY", AdminFixture.ADMIN_KEY,
                        "CAIRN_ADMIN_SECRET", AdminFixture.ADMIN_SECRET);
        return CairnMain.run(
                all,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}

package dev.cairn.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireClient;
import dev.cairn.it.wire.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code cairn serve} from outside: the ready line, the data directory, keys, exit codes. */
class ServeIT {
    @TempDir
    Path home;

    private ServerOptions options;

    ServeIT() {
        options = ServerOptions.in(Path.of("unset"));
    }

    @BeforeEach
    void chooseDirectory() {
        options = ServerOptions.in(home.resolve("data"));
    }

    @Test
    void stdout_isOneLineWithAllFields() {
        try (ServerProcess server = ServerProcess.start(options)) {
            ReadyLine ready = server.ready();
            assertThat(ready.s3().getPort()).isPositive();
            assertThat(ready.admin().getPort()).isPositive();
            assertThat(ready.field("region")).isEqualTo("us-east-1");
            assertThat(ready.accessKey()).isEqualTo(ServerOptions.ACCESS_KEY);
            assertThat(ready.dataDir()).isEqualTo(home.resolve("data"));
            assertThat(ready.field("version")).isNotEmpty();
            assertThat(Integer.parseInt(ready.field("ready-ms"))).isPositive();
            assertThat(server.stop()).isZero();
            assertThat(server.stdout()).hasSize(1);
            assertThat(server.stderr()).contains("AWS_ENDPOINT_URL=" + ready.s3());
        }
    }

    @Test
    void serverJson_isThereWhileItRuns() throws IOException {
        Path file = home.resolve("data/server.json");
        try (ServerProcess server = ServerProcess.start(options)) {
            JsonNode state = JsonMapper.shared().readTree(Files.readString(file));
            assertThat(state.get("pid").asLong()).isEqualTo(server.pid());
            assertThat(state.get("s3").asString()).isEqualTo(server.ready().s3().toString());
            assertThat(Files.readString(file)).doesNotContain(ServerOptions.SECRET_KEY);
            assertThat(server.stop()).isZero();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void dataDirectory_holdsNothingThatTheContractDoesNotName() throws IOException {
        try (ServerProcess server = ServerProcess.start(options.withGeneratedKey());
                Stream<Path> files = Files.list(home.resolve("data"))) {
            assertThat(files.map(path -> path.getFileName().toString()).toList())
                    .isSubsetOf("FORMAT", "LOCK", "MARK", "BALLAST", "catalog", "blobs", "packs",
                            "server.json", "root-credentials.json")
                    .contains("FORMAT", "LOCK", "catalog", "root-credentials.json");
            assertThat(server.running()).isTrue();
        }
    }

    @Test
    void generatedKey_isPrintedOnceAndKept() throws IOException {
        Path file = home.resolve("data/root-credentials.json");
        ServerOptions generated = options.withGeneratedKey();
        String secret;
        try (ServerProcess first = ServerProcess.start(generated)) {
            Matcher export = Pattern.compile("AWS_SECRET_ACCESS_KEY=(\\S+)")
                    .matcher(first.stderr());
            assertThat(export.find()).isTrue();
            secret = export.group(1);
            assertThat(list(first, secret)).isEqualTo(200);
            assertThat(first.stdout().toString()).doesNotContain(secret);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(first.stop()).isZero();
        }
        try (ServerProcess second = ServerProcess.start(generated)) {
            assertThat(second.stderr()).doesNotContain(secret);
            assertThat(list(second, secret)).isEqualTo(200);
        }
    }

    @Test
    void bucketsOfTheConfiguration_areMadeOnce() {
        ServerOptions withBuckets = options.withEnvironment("CAIRN_BUCKETS", "one,two");
        for (int run = 0; run < 2; run++) {
            try (ServerProcess server = ServerProcess.start(withBuckets)) {
                assertThat(wire(server).send(WireRequest.get("/")).elements("Name"))
                        .containsExactly("one", "two");
                assertThat(server.stop()).isZero();
            }
        }
    }

    @Test
    void objects_outliveStopAndKill() {
        try (ServerProcess first = ServerProcess.start(options)) {
            wire(first).send(WireRequest.put("/kept", ""));
            wire(first).send(WireRequest.put("/kept/k", "v"));
            assertThat(first.stop()).isZero();
        }
        try (ServerProcess second = ServerProcess.start(options)) {
            wire(second).send(WireRequest.put("/kept/l", "w"));
            second.kill();
        }
        try (ServerProcess third = ServerProcess.start(options)) {
            assertThat(wire(third).send(WireRequest.get("/kept/k")).text()).isEqualTo("v");
            assertThat(wire(third).send(WireRequest.get("/kept/l")).text()).isEqualTo("w");
            AdminClient admin = new AdminClient(third.ready().admin(),
                    ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY);
            assertThat(admin.integrity().unaccountedBytes()).isZero();
        }
    }

    @Test
    void unknownFlag_is2AndNamesTheNearest() {
        assertEnds(options.withFlag("s3-lisen", "x"), 2, "s3-lisen", "s3-listen");
    }

    @Test
    void badValue_is2() {
        assertEnds(options.withFlag("durability", "perhaps"), 2, "durability", "perhaps");
    }

    @Test
    void unknownVariable_onlyWarns() {
        ServerOptions odd = options.withEnvironment("CAIRN_SERVICE_HOST", "10.0.0.1");
        try (ServerProcess server = ServerProcess.start(odd)) {
            assertThat(server.stderr()).contains("CAIRN_SERVICE_HOST");
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void directoryInUse_is3() {
        try (ServerProcess first = ServerProcess.start(options)) {
            assertEnds(options, 3, home.resolve("data").toString());
            assertThat(first.running()).isTrue();
        }
    }

    @Test
    void portInUse_is3() {
        try (ServerProcess first = ServerProcess.start(options)) {
            String address = "127.0.0.1:" + first.ready().s3().getPort();
            assertEnds(ServerOptions.in(home.resolve("other")).withFlag("s3-listen", address),
                    3, address);
        }
    }

    @Test
    void secondSignal_isNotNeeded_whileARequestRuns() {
        try (ServerProcess server = ServerProcess.start(options)) {
            wire(server).send(WireRequest.put("/stopping", ""));
            WireRequest put = wire(server).sign(WireRequest.put("/stopping/k", "last words"));
            try (var connection = wire(server).open()) {
                connection.sendHead(put);
                Thread stopper = Thread.ofPlatform().start(server::stop);
                // Stopping waits for the request that has begun.
                connection.send(put.content());
                assertThat(connection.read().status()).isIn(200, 503);
                assertThat(join(stopper)).isTrue();
            }
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void uploadsLeftOpen_failTheStopWhereThatIsWanted() {
        ServerOptions failing = options.withFlag("fail-on-open-uploads", "true");
        String uploadId;
        try (ServerProcess server = ServerProcess.start(failing)) {
            wire(server).send(WireRequest.put("/left", ""));
            uploadId = beginUpload(server, "/left/new%0Aline");
            wire(server).send(
                    WireRequest.put("/left/new%0Aline?partNumber=1&uploadId=" + uploadId, "part"));

            assertThat(server.stop()).isEqualTo(1);
            assertThat(server.stderr())
                    .containsPattern("ERROR .* open upload: s3://left/new\\\\u000aline with 4 bytes"
                            + " in 1 part, begun 2\\S+Z by " + ServerOptions.ACCESS_KEY
                            + " from 127\\.0\\.0\\.1 with \"left-behind/1\", upload id "
                            + uploadId)
                    .contains("1 upload is left open at stop");
        }
        try (ServerProcess again = ServerProcess.start(options)) {
            assertThat(again.stop()).isZero();
            assertThat(again.stderr()).doesNotContain("open upload");
        }
        try (ServerProcess ended = ServerProcess.start(failing)) {
            wire(ended).send(WireRequest.delete("/left/new%0Aline?uploadId=" + uploadId));
            assertThat(ended.stop()).isZero();
            assertThat(ended.stderr()).doesNotContain("open upload");
        }
    }

    private static String beginUpload(ServerProcess server, String path) {
        return wire(server)
                .send(WireRequest.post(path + "?uploads", "")
                        .header("user-agent", "left-behind/1"))
                .element("UploadId")
                .orElseThrow();
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertEnds(ServerOptions options, int exitCode, String... words) {
        try (ServerProcess server = ServerProcess.launch(options, "serve")) {
            assertThat(server.awaitExit()).describedAs(server.stderr()).isEqualTo(exitCode);
            assertThat(server.stderr()).contains(List.of(words));
            assertThat(server.stdout()).isEmpty();
        }
    }

    private static WireClient wire(ServerProcess server) {
        return new WireClient(server.ready().s3(),
                Signer.of(ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY));
    }

    private static int list(ServerProcess server, String secret) {
        Signer signer = Signer.of(server.ready().accessKey(), secret);
        return new WireClient(server.ready().s3(), signer).send(WireRequest.get("/")).status();
    }
}

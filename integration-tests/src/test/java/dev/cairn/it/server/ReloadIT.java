package dev.cairn.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireClient;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP: accounts come and go while requests are under way. */
class ReloadIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void accounts_areReadAgainWithoutDroppingARequest() throws Throwable {
        accounts("accounts: [" + account("ANNA", "annas-secret") + "]\n");
        try (ServerProcess server = ServerProcess.start(options())) {
            WireClient anna = client(server, "ANNA", "annas-secret");
            WireClient bert = client(server, "BERT", "berts-secret");
            assertThat(anna.send(WireRequest.put("/annas", "")).status()).isEqualTo(200);
            assertThat(bert.send(WireRequest.get("/")).code()).isEqualTo("InvalidAccessKeyId");
            byte[] body = "a body that takes its time".getBytes(StandardCharsets.UTF_8);
            WireRequest put = anna.sign(
                    WireRequest.put("/annas/k", body).header("Expect", "100-continue"));
            try (WireConnection connection = anna.open()) {
                // Whoever is told to go on has been recognized.
                assertThat(connection.sendHead(put).readHead().status()).isEqualTo(100);
                connection.send(new byte[] {body[0]});

                accounts("accounts: [" + account("BERT", "berts-secret") + "]\n");
                server.hangUp();
                Eventually.within(SOON, () -> assertThat(
                        bert.send(WireRequest.get("/")).status()).isEqualTo(200));

                assertThat(anna.send(WireRequest.get("/")).code()).isEqualTo("InvalidAccessKeyId");
                connection.send(Arrays.copyOfRange(body, 1, body.length));
                assertThat(connection.read().status()).isEqualTo(200);
            }
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void brokenFile_isToldAndChangesNothing() throws Throwable {
        accounts("accounts: [" + account("ANNA", "annas-secret") + "]\n");
        try (ServerProcess server = ServerProcess.start(options())) {
            WireClient anna = client(server, "ANNA", "annas-secret");
            accounts("accounts: [{id: anna, access-keys: [{id: ANNA}]}]\n");
            server.hangUp();
            Eventually.within(SOON, () -> assertThat(server.stderr())
                    .contains("nothing is read again: accounts: ", "secret is missing"));
            assertThat(anna.send(WireRequest.get("/")).status()).isEqualTo(200);

            accounts("region: eu-central-1\naccounts: ["
                    + account(ServerOptions.ACCESS_KEY, "whatever") + "]\n");
            server.hangUp();
            Eventually.within(SOON, () -> assertThat(server.stderr())
                    .contains("nothing is read again: accounts: the access key"));
            assertThat(anna.send(WireRequest.get("/")).status()).isEqualTo(200);

            accounts("region: eu-central-1\naccounts: [" + account("ANNA", "annas-secret") + "]\n");
            server.hangUp();
            Eventually.within(SOON, () -> assertThat(server.stderr())
                    .contains("more than accounts waits for a start"));
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void hangUpBeforeTheServerIsReady_isHeardOnceItIs() throws Throwable {
        accounts("accounts: [" + account("ANNA", "annas-secret") + "]\n");
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        String bert = "accounts: [" + account("BERT", "berts-secret") + "]";
        Files.writeString(
                scripts.resolve("1.sh"),
                "echo '%s' > '%s'\nkill -HUP $PPID\n".formatted(bert, configFile()));
        try (ServerProcess server =
                ServerProcess.start(options().withFlag("init-dir", scripts.toString()))) {
            Eventually.within(SOON, () -> assertThat(
                    client(server, "BERT", "berts-secret").send(WireRequest.get("/")).status())
                    .isEqualTo(200));
            assertThat(server.stop()).isZero();
        }
    }

    private ServerOptions options() {
        return ServerOptions.in(folder.resolve("data"))
                .withFlag("config", configFile().toString());
    }

    private Path configFile() {
        return folder.resolve("cairn.yaml");
    }

    private void accounts(String text) throws IOException {
        Files.writeString(configFile(), text);
    }

    private static String account(String key, String secret) {
        return "{id: id-of-%s, access-keys: [{id: %s, secret: %s}]}".formatted(key, key, secret);
    }

    private static WireClient client(ServerProcess server, String key, String secret) {
        return new WireClient(server.ready().s3(), Signer.of(key, secret));
    }
}

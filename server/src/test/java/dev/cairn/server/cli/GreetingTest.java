package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.RootKey;
import dev.cairn.server.config.Credentials;
import dev.cairn.server.config.ServerState;
import dev.cairn.server.config.StateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GreetingTest {
    private static final Credentials KEY = new Credentials("OPERATOR", "correct-horse");

    @TempDir
    Path folder;

    @Test
    void generatedSecret_isShown() {
        assertThat(greeting(RootKey.Origin.GENERATED, folder))
                .contains("export AWS_SECRET_ACCESS_KEY=correct-horse\n", "shown this once");
    }

    @Test
    void configuredSecret_isNotShown() {
        assertThat(greeting(RootKey.Origin.CONFIGURED, folder))
                .contains("as configured")
                .doesNotContain("correct-horse");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void keptSecret_isFoundByTheLinesToPaste() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("it's mine"));
        new StateFiles(directory).writeCredentials(KEY);

        String greeting = greeting(RootKey.Origin.KEPT, directory);

        assertThat(greeting).doesNotContain("correct-horse");
        assertThat(afterPasting(greeting, "$AWS_SECRET_ACCESS_KEY")).isEqualTo("correct-horse");
        assertThat(afterPasting(greeting, "$AWS_ACCESS_KEY_ID")).isEqualTo("OPERATOR");
        assertThat(afterPasting(greeting, "$AWS_ENDPOINT_URL")).isEqualTo("http://127.0.0.1:9000");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void selfSignedCertificate_isNamedToClients() throws Exception {
        String file = folder.resolve("it's self-signed.pem").toString();
        String greeting = greeting(RootKey.Origin.GENERATED, folder, file);
        assertThat(afterPasting(greeting, "$AWS_CA_BUNDLE")).isEqualTo(file);
        assertThat(greeting(RootKey.Origin.GENERATED, folder)).doesNotContain("AWS_CA_BUNDLE");
    }

    private static String greeting(RootKey.Origin origin, Path directory) {
        return greeting(origin, directory, null);
    }

    private static String greeting(
            RootKey.Origin origin, Path directory, @Nullable String trusted) {
        ServerState state =
                new ServerState(
                        "http://127.0.0.1:9000",
                        null,
                        "us-east-1",
                        "OPERATOR",
                        directory.toString(),
                        "1.0",
                        1,
                        1,
                        null);
        return Greeting.of(
                state,
                new RootKey(KEY, origin),
                new StateFiles(directory).credentialsFile(),
                trusted);
    }

    /** What a shell makes of a word behind the exports of the greeting. */
    private static String afterPasting(String greeting, String word) throws Exception {
        StringBuilder script = new StringBuilder();
        greeting.lines()
                .filter(line -> line.strip().startsWith("export "))
                .forEach(line -> script.append(line).append('\n'));
        script.append("printf %s \"").append(word).append('"');
        Process shell = new ProcessBuilder("sh", "-c", script.toString()).start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return out;
    }
}

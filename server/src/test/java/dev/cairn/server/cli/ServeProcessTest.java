package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code cairn serve} as a process: what stands on its streams, and how it ends. */
class ServeProcessTest {
    private static final long WAIT_SECONDS = 60;

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void firstRun_showsTheSecretOnStderrOnly_andEndsWith0OnSigterm() throws Exception {
        Process server = serve("first");
        String ready = readyLine(server);

        assertThat(ready)
                .matches(
                        "CAIRN READY s3=http://127\\.0\\.0\\.1:\\d+"
                                + " admin=http://127\\.0\\.0\\.1:\\d+"
                                + " region=us-east-1 access-key=CAIRN[A-Z2-7]{15} data-dir=/.*"
                                + " version=\\S+ ready-ms=\\d+");
        String secret =
                JsonMapper.shared()
                        .readTree(Files.readAllBytes(data().resolve("root-credentials.json")))
                        .path("secretKey")
                        .asString();
        assertThat(stderr("first")).contains("export AWS_SECRET_ACCESS_KEY=" + secret);
        JsonNode state = JsonMapper.shared().readTree(data().resolve("server.json").toFile());
        assertThat(state.path("pid").asLong()).isEqualTo(server.pid());
        assertThat(ready).contains("s3=" + state.path("s3").asString() + " ");
        assertThat(state.toString()).doesNotContain(secret);

        assertThat(stop(server)).isEqualTo(ExitCode.OK);
        assertThat(rest(server)).isEmpty();
        assertThat(data().resolve("server.json")).doesNotExist();

        Process again = serve("second");
        assertThat(readyLine(again)).isNotEmpty();
        assertThat(stderr("second")).doesNotContain(secret).contains("root-credentials.json");
        assertThat(stop(again)).isEqualTo(ExitCode.OK);
    }

    @Test
    void directoryInUse_endsWith3() throws Exception {
        Process server = serve("first");
        assertThat(readyLine(server)).isNotEmpty();

        Process second = serve("second");

        assertThat(exitCode(second)).isEqualTo(ExitCode.RESOURCE);
        assertThat(rest(second)).isEmpty();
        assertThat(stderr("second")).contains("another process uses the data directory");
        assertThat(stop(server)).isEqualTo(ExitCode.OK);
    }

    @Test
    void damagedStore_endsWith4() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("FORMAT"), "something else\n");

        Process server = serve("first");

        assertThat(exitCode(server)).isEqualTo(ExitCode.DAMAGED);
        assertThat(stderr("first")).contains("FORMAT");
    }

    @Test
    void jsonLog_isAnObjectALine() throws Exception {
        Process server =
                serve("first", "--log-format=json", "--log-level=debug", "--log-access=stderr");
        String ready = readyLine(server);
        HttpResponse<String> refused = get(ready.replaceAll(".* s3=(\\S+) .*", "$1/vault/k"));
        String admin = ready.replaceAll(".* admin=(\\S+) .*", "$1");
        assertThat(exitCode(cairn("usage", "usage", "--admin", admin, "--data-dir", data() + "")))
                .isEqualTo(ExitCode.OK);
        assertThat(stop(server)).isEqualTo(ExitCode.OK);

        String id = refused.headers().firstValue("x-amz-request-id").orElseThrow();
        assertThat(refused.body()).contains("<RequestId>" + id + "</RequestId>");
        List<String> events = stderr("first").lines().toList();
        assertThat(events)
                .filteredOn(line -> line.contains("dev.cairn.access"))
                .singleElement()
                .asString()
                .contains(" " + id + " GetObject k ", " 404 NoSuchBucket ")
                .contains("\"requestId\":\"" + id + "\"");
        assertThat(events).anyMatch(line -> line.contains("export AWS_ENDPOINT_URL"));
        for (String event : events) {
            JsonNode json = JsonMapper.shared().readTree(event);
            assertThat(json.path("level").isString()).describedAs(event).isTrue();
            assertThat(json.path("formattedMessage").isString()).describedAs(event).isTrue();
        }
    }

    @Test
    void warningAboutAVariable_isLoggedAsText() throws Exception {
        Process server = serve("first");
        assertThat(readyLine(server)).isNotEmpty();

        assertThat(stderr("first"))
                .containsPattern(
                        "(?m)^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z WARN  .* \\[-] unknown variable"
                                + " 'CAIRN_PORT'");
        assertThat(stop(server)).isEqualTo(ExitCode.OK);
    }

    @Test
    void scripts_runInTheirOrderBeforeTheServerIsReady() throws Exception {
        script("20-second.sh", "echo 2 >>" + folder + "/told");
        script("10-first", "#!/bin/sh\necho $AWS_ACCESS_KEY_ID >>" + folder + "/told; echo said");
        assertThat(scripts().resolve("10-first").toFile().setExecutable(true)).isTrue();

        Process server = serve("first", "--init-dir=" + scripts(), "--root-access-key=OPERATOR",
                "--root-secret-key=secret");

        assertThat(readyLine(server)).isNotEmpty();
        assertThat(folder.resolve("told")).hasContent("OPERATOR\n2\n");
        assertThat(stderr("first")).contains("10-first: said");
        assertThat(stop(server)).isEqualTo(ExitCode.OK);
    }

    @Test
    void scriptThatFails_endsWith1AndIsNamed() throws Exception {
        script("10-fails.sh", "exit 3");
        script("20-never.sh", "touch " + folder + "/never");

        Process server = serve("first", "--init-dir=" + scripts());

        assertThat(exitCode(server)).isEqualTo(ExitCode.PROBLEM);
        assertThat(rest(server)).isEmpty();
        assertThat(stderr("first")).contains("10-fails.sh ended with exit code 3");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void serverThatIsStoppedWhileAScriptRuns_endsWith0() throws Exception {
        Path begun = folder.resolve("begun");
        script("10-waits.sh", "mkfifo " + begun + " && read -r line <" + begun);
        Process server = serve("first", "--init-dir=" + scripts());
        Instant end = Instant.now().plusSeconds(WAIT_SECONDS);
        while (!Files.exists(begun) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }

        assertThat(stop(server)).isEqualTo(ExitCode.OK);
        assertThat(rest(server)).isEmpty();
    }

    @Test
    void initFileThatIsWrong_endsWith2BeforeAnythingIsMade() throws Exception {
        Path file = Files.writeString(folder.resolve("init.yaml"), "buckets: [{nmae: vault}]\n");

        Process server = serve("first", "--init-file=" + file);

        assertThat(exitCode(server)).isEqualTo(ExitCode.USAGE);
        assertThat(stderr("first"))
                .contains("unknown field 'nmae'; the nearest is 'name' (line 1)");
        assertThat(data()).doesNotExist();
    }

    @Test
    void newStoreAmongFilesOfOthers_isWarnedOf() throws Exception {
        Files.createDirectories(data().resolve(".minio.sys"));
        Files.createDirectories(data().resolve("lost+found"));

        Process server = serve("first");
        assertThat(readyLine(server)).isNotEmpty();
        assertThat(stop(server)).isEqualTo(ExitCode.OK);
        Process again = serve("second");
        assertThat(readyLine(again)).isNotEmpty();
        assertThat(stop(again)).isEqualTo(ExitCode.OK);

        assertThat(stderr("first"))
                .contains("a new store begins in " + data(), "what is there: [.minio.sys]");
        assertThat(stderr("second")).doesNotContain("a new store");
    }

    private Path scripts() throws Exception {
        return Files.createDirectories(folder.resolve("scripts"));
    }

    private void script(String name, String text) throws Exception {
        Files.writeString(scripts().resolve(name), text + "\n");
    }

    private Process serve(String name, String... flags) throws Exception {
        List<String> args = new ArrayList<>(List.of("serve"));
        args.addAll(
                List.of(
                        "--data-dir=" + data(),
                        "--durability=os",
                        "--s3-listen=127.0.0.1:0",
                        "--admin-listen=127.0.0.1:0"));
        args.addAll(List.of(flags));
        return cairn(name, args.toArray(String[]::new));
    }

    /** Starts the command line; stderr goes to a file of this name. */
    private Process cairn(String name, String... args) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dcairn.native-dir="
                                        + System.getProperty("cairn.native-dir", folder + ""),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CairnMain.class.getName()));
        command.addAll(List.of(args));
        File stderr = folder.resolve(name + ".err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CAIRN_"));
        builder.environment().put("CAIRN_PORT", "tcp://10.0.0.1:9000");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private String readyLine(Process server) throws Exception {
        String line = reader(server).readLine();
        assertThat(line).describedAs("the ready line; stderr: %s", stderrOfAll()).isNotNull();
        return line;
    }

    /** What follows on stdout behind what was read. */
    private static String rest(Process process) throws Exception {
        StringBuilder rest = new StringBuilder();
        reader(process).lines().forEach(rest::append);
        return rest.toString();
    }

    private static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private int stop(Process server) throws Exception {
        // SIGTERM; through the handle, since Process.destroy closes the streams as well.
        assertThat(server.toHandle().destroy()).isTrue();
        return exitCode(server);
    }

    private static int exitCode(Process process) throws Exception {
        assertThat(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String stderr(String name) throws Exception {
        return Files.readString(folder.resolve(name + ".err"));
    }

    private String stderrOfAll() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("first", "second")) {
            if (Files.exists(folder.resolve(name + ".err"))) {
                all.append(stderr(name));
            }
        }
        return all.toString();
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

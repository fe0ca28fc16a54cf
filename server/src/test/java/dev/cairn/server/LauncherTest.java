package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a Java and a Maven that only write down how they were called. */
final class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "cairn");

    private final Path folder;
    private final Path root;

    LauncherTest(@TempDir Path temporary) {
        folder = temporary;
        root = temporary.resolve("clone of cairn");
    }

    @BeforeEach
    void layOut() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        Files.createDirectories(root.resolve("server/src/main"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("server/pom.xml"), "<project/>");
        Files.writeString(root.resolve("server/src/main/A.java"), "class A {}");
        Files.copy(LAUNCHER, root.resolve("cairn"));
        makeExecutable(root.resolve("cairn"));
        script(
                "jdk/bin/java",
                """
                for word in "$@"; do printf '[%s]' "$word"; done
                """);
        script("jdk/bin/javac", "");
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script(
                "bin/mvn",
                """
                echo "noise of the build"
                echo "$*" >>'%s/builds'
                mkdir -p server/target/lib
                : >server/target/cairn-server-1.jar
                : >server/target/lib/a.jar
                """
                        .formatted(root));
        // Older than anything the launcher writes, however coarse the file system's times are.
        FileTime past = FileTime.from(Instant.now().minusSeconds(60));
        for (String file : List.of("pom.xml", "server/pom.xml", "server/src/main/A.java")) {
            Files.setLastModifiedTime(root.resolve(file), past);
        }
        Files.setLastModifiedTime(root.resolve("server/src/main"), past);
    }

    private void script(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(root.resolve(name.substring(0, name.lastIndexOf('/'))));
        Files.writeString(file, "#!/bin/sh\n" + text);
        makeExecutable(file);
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(Path launcher, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", root.resolve("jdk").toString());
        environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("CAIRN_JAVA_OPTS", "-Xmx99m -Done=1");
        return builder.redirectError(folder.resolve("stderr").toFile()).start();
    }

    private String run(String... words) throws IOException, InterruptedException {
        return finish(start(root.resolve("cairn"), words));
    }

    private static String finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private int buildCount() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void firstStart_buildsAndRunsWithACleanStdout() throws Exception {
        String out = run("serve", "--data-dir", "a b");
        assertThat(out)
                .startsWith("[-XX:+UseSerialGC][-Xmx256m]")
                .contains("[-Xmx99m][-Done=1][-cp]")
                .contains("cairn-server-1.jar:")
                .endsWith("[dev.cairn.server.cli.CairnMain][serve][--data-dir][a b]");
        assertThat(Files.readString(root.resolve("builds"))).contains("-pl server -am package");
        assertThat(Files.readString(folder.resolve("stderr")))
                .contains("noise of the build");
    }

    @Test
    void secondStart_buildsNothing() throws Exception {
        run("version");
        run("version");
        assertThat(buildCount()).isEqualTo(1);
    }

    @Test
    void changedSource_isBuilt() throws Exception {
        run("version");
        Files.setLastModifiedTime(
                root.resolve("server/src/main/A.java"),
                FileTime.from(Instant.now().plusSeconds(5)));
        run("version");
        assertThat(buildCount()).isEqualTo(2);
    }

    @Test
    void missingJar_isBuilt() throws Exception {
        run("version");
        Files.delete(root.resolve("server/target/cairn-server-1.jar"));
        run("version");
        assertThat(buildCount()).isEqualTo(2);
    }

    @Test
    void symbolicLink_leadsToTheClone() throws Exception {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, Path.of("clone of cairn", "cairn"));
        assertThat(finish(start(link, "version"))).endsWith("[version]");
    }

    @Test
    void concurrentStarts_buildOnce() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(start(root.resolve("cairn"), "version"));
        }
        for (Process process : starts) {
            assertThat(finish(process)).endsWith("[version]");
        }
        assertThat(buildCount()).isEqualTo(1);
    }

    @Test
    void failedBuild_isTriedAgain() throws Exception {
        String works = Files.readString(root.resolve("bin/mvn"));
        script("bin/mvn", "exit 1");
        Process process = start(root.resolve("cairn"), "version");
        assertThat(finish(process)).isEmpty();
        assertThat(process.exitValue()).isEqualTo(3);
        Files.writeString(root.resolve("bin/mvn"), works);
        assertThat(run("version")).endsWith("[version]");
    }
}

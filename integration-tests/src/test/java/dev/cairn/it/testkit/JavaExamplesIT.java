package dev.cairn.it.testkit;

import dev.cairn.it.Folders;
import dev.cairn.it.client.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples in Java, each as a project of its own outside of Cairn's: by Maven, with a
 * repository that knows the test kit as it is published, and nothing else of Cairn. Their libraries
 * are fetched, so only the profile {@code clients} runs them.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class JavaExamplesIT {
    private static final Duration MAVEN_MAX = Duration.ofMinutes(20);
    private static final Path ROOT = Path.of(System.getProperty("cairn.root"));
    private static final Path TARGET = Path.of("target", "examples").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"java-junit", "spring-boot"})
    void example_passesItsTests(String name) throws IOException {
        Path kit = ROOT.resolve("server/testkit/target");
        install(ROOT.resolve("pom.xml"), ROOT.resolve("pom.xml"));
        install(jar(kit), kit.resolve("dependency-reduced-pom.xml"));
        Path project = TARGET.resolve(name);
        Folders.copy(ROOT.resolve("examples").resolve(name), project);

        String unused = maven(project, "test").succeeded();
    }

    private static void install(Path file, Path pom) throws IOException {
        String unused =
                maven(
                        Files.createDirectories(TARGET.resolve("empty")),
                        "org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file",
                        "-Dfile=" + file,
                        "-DpomFile=" + pom)
                        .succeeded();
    }

    private static CommandLine.Result maven(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        command.addAll(List.of(arguments));
        command.add("-Dmaven.repo.local=" + TARGET.resolve("repository"));
        return new CommandLine(folder, Map.of("JAVA_HOME", System.getProperty("java.home")))
                .run(command, MAVEN_MAX);
    }

    private static Path jar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("cairn-test-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

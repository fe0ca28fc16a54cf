package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build of the image gets what Maven needs there: all that is not named is left out. */
class ImageContextTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> ONLY_TOLD = Set.of("server/testkit", "integration-tests");

    @Test
    void everyModule_isToldAndThoseOfTheServerAreWhole() throws IOException {
        List<String> sent = Files.readAllLines(ROOT.resolve("docker/Dockerfile.dockerignore"));
        List<String> modules = modules();
        assertThat(modules).containsAll(ONLY_TOLD);
        for (String module : modules) {
            assertThat(sent).contains("!" + module + "/pom.xml");
            if (!ONLY_TOLD.contains(module)) {
                assertThat(sent).contains("!" + module + "/src/main");
            }
        }
    }

    private static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}

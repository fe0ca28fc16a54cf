package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of CONTRIBUTING.md that can be read off the lines of all Java files. */
class SourcesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "work left over without the number of an issue, '\\b(TODO|FIXME)\\b(?! #\\d)'",
        "names of authors, '^\\s*\\*\\s*@author'",
        "code that is commented out, '^\\s*//.*[;{}]\\s*$'",
        "sleeping, Thread\\.sleep\\(",
    })
    void noLineHas(String what, String pattern) throws IOException {
        Pattern forbidden = Pattern.compile(pattern);
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            if (!file.endsWith("SourcesTest.java")) {
                Files.readAllLines(file).stream()
                        .filter(line -> forbidden.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip()));
            }
        }
        assertThat(found).describedAs(what).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(".."))) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList();
        }
    }
}

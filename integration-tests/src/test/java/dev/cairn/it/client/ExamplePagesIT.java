package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages about tests in other languages show the code that the tests run. */
class ExamplePagesIT {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("cairn.examples", "../examples"));

    private static final Pattern BLOCK =
            Pattern.compile("^```\\w+\n(.*?)\n```$", Pattern.DOTALL | Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({"PYTHON, python", "NODE, node", "GO, go", "RUST, rust"})
    void codeOfThePage_isThatOfTheExample(String page, String folder) throws IOException {
        String text = Files.readString(EXAMPLES.resolve("../docs/TESTING-" + page + ".md"));
        List<String> files = files(EXAMPLES.resolve(folder));

        Matcher blocks = BLOCK.matcher(text);
        int count = 0;
        for (; blocks.find(); count++) {
            String block = blocks.group(1);
            assertThat(files).anyMatch(file -> file.contains(block));
        }

        assertThat(count).isPositive();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".pyc"))
                    .map(ExamplePagesIT::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}

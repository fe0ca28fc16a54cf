package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's table of operations is the one that follows from the code. */
class ReadmeOperationsTest {
    private static final String BEGIN = "<!-- operations -->\n";
    private static final String END = "<!-- /operations -->";

    @Test
    void table_isThatOfTheCode(@TempDir Path directory) throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        try (Wire wire = Wire.open(directory)) {
            assertThat(readme.substring(begin, readme.indexOf(END)))
                    .isEqualTo(wire.service().operations().markdown());
        }
    }
}

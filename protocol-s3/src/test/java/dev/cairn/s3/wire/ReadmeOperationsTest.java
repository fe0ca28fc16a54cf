package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's table of operations is that of the code. */
@ExtendWith(OpenWire.class)
class ReadmeOperationsTest {
    private static final String BEGIN = "<!-- operations -->\n";
    private static final String END = "<!-- /operations -->";

    @Test
    void table_isThatOfTheCode(Wire wire) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();

        String table = readme.substring(begin, readme.indexOf(END, begin));

        assertThat(table).isEqualTo(wire.service().operations().markdown());
    }
}

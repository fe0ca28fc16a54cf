package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of the README is the one that follows from the declarations. */
class ReadmeConfigurationTest {
    private static final String BEGIN = "<!-- configuration -->\n";
    private static final String END = "<!-- /configuration -->";

    @Test
    void table_isThatOfTheCode() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();

        assertThat(readme.substring(begin, readme.indexOf(END)))
                .isEqualTo(ConfigTable.markdown(ConfigKeys.ALL));
    }
}

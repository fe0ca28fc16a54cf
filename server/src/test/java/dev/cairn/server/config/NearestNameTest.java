package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "region, region, 0",
        "regoin, region, 1",
        "regio, region, 1",
        "rregion, region, 1",
        "kitten, sitting, 3",
    })
    void edits_countsInsertionsDeletionsReplacementsAndSwaps(String left, String right, int edits) {
        assertThat(NearestName.edits(left, right)).isEqualTo(edits);
        assertThat(NearestName.edits(right, left)).isEqualTo(edits);
    }

    @Test
    void of_takesTheFirstOfTheNearest() {
        assertThat(NearestName.of("lst", List.of("show", "list", "lost"))).isEqualTo("list");
    }
}

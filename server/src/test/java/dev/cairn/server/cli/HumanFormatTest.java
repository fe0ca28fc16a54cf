package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanFormatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048575, 1.0 MiB",
        "314572800, 300.0 MiB",
        "9223372036854775807, 8.0 EiB",
        "-5, -5 B",
    })
    void bytes_inTheUnitThatFits(long bytes, String text) {
        assertThat(HumanFormat.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT59S, 59s",
        "PT61S, 1m 1s",
        "PT3H5M59S, 3h 5m",
        "P9DT23H59M, 9d 23h",
        "PT-5S, 0s",
    })
    void age_inItsTwoLargestUnits(Duration age, String text) {
        Instant now = Instant.parse("2026-01-10T00:00:00Z");

        assertThat(HumanFormat.age(now.minus(age), now)).isEqualTo(text);
    }

    @Test
    void printable_escapesWhatSteersATerminal() {
        assertThat(HumanFormat.printable("a\u001b[2Jb\nc\u00fc\ud83d\ude00"))
                .isEqualTo("a\\x1b[2Jb\\x0ac\u00fc\ud83d\ude00");
    }

    @Test
    void count_knowsOneAndMany() {
        assertThat(HumanFormat.count(1, "part")).isEqualTo("1 part");
        assertThat(HumanFormat.count(0, "part")).isEqualTo("0 parts");
    }
}

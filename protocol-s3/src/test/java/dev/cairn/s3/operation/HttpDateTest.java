package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 09:49:37 +0100",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "1994-11-06T08:49:37Z",
        "1994-11-06T08:49:37.000Z",
        " Sun, 06 Nov 1994 08:49:37 GMT ",
    })
    void everyForm_isTheSameInstant(String text) {
        assertThat(HttpDate.parse(text)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1994-11-06", "784111777", "Sun, 06 Nov 1994"})
    void otherText_isNoDate(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }

    @Test
    void format_hasTwoDigitsForTheDay() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
                .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}

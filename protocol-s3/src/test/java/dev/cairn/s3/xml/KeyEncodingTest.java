package dev.cairn.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyEncodingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', value = {
        "plain/key-1_2.3~*|plain/key-1_2.3~*",
        "a b|a%20b",
        "a+b|a%2Bb",
        "a%b|a%25b",
        "ü|%C3%BC",
        "\ud83d\ude00|%F0%9F%98%80",
        "a&b=c?d#e|a%26b%3Dc%3Fd%23e",
    })
    void url_encodesAllButUnreservedAndSlash(String key, String encoded) {
        assertThat(KeyEncoding.URL.encode(key)).isEqualTo(encoded);
        assertThat(KeyEncoding.NONE.encode(key)).isEqualTo(key);
    }
}

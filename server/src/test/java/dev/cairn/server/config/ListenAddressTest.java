package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000, 127.0.0.1, 9000",
        "localhost:0, localhost, 0",
        "[::1]:65535, ::1, 65535",
        "0.0.0.0:80, 0.0.0.0, 80",
    })
    void parse_hostAndPort(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).isEqualTo(Optional.of(new ListenAddress(host, port)));
        assertThat(new ListenAddress(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9000", ":9000", "::1:9000", "localhost:", "a:65536", "a:-1",
        "a b:1"})
    void parse_anythingElse_isEmpty(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }
}

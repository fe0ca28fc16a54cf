package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    @Test
    void words_comeBack_andTheLastMayHoldNewlines() {
        String token = PageToken.of("vault", "", "a\nb\u00fc \ud83d\ude00");

        assertThat(PageToken.parse(token, 3))
                .containsExactly("vault", "", "a\nb\u00fc \ud83d\ude00");
        assertThat(token).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YQ", "YQpi", "_w"})
    void anythingElse_isInvalidArgument(String token) {
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> PageToken.parse(token, 3))
                .matches(refused -> refused.status() == 400)
                .matches(refused -> refused.code().equals("InvalidArgument"));
    }
}

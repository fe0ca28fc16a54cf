package dev.cairn.s3.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of faults. */
class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true", "*, anything, true", "?, '', false", "?, a, true", "?, ab, false",
        "a*c, ac, true", "a*c, abbc, true", "a*c, abcd, false", "*.tar, x.tar, true",
        "*.tar, x.tar.gz, false", "a*b*c, aXbYbZc, true", "a**c, abc, true", "a?c*, abcde, true",
        "abc, abc, true", "abc, ABC, false", "[a-z], b, false", "a.c, abc, false",
        "*a?b, aaXb, true", "*?, '', false", "logs/*, logs/a/b, true", "'', '', true",
    })
    void pattern_takesAllOfTheText(String pattern, String text, boolean taken) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(taken);
    }

    @Test
    void manyAsterisks_doNotTakeForEver() {
        assertThat(new Glob("*a".repeat(512)).matches("a".repeat(511) + "b".repeat(513)))
                .isFalse();
    }
}

package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailWordsTest {
    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?w6TDtsO8?=, äöü",
        "=?utf-8?q?=C3=A4_b?=, ä b",
        "=?ISO-8859-1?Q?=E4?=, ä",
        "=?UTF-8?B?w6Q=?= =?UTF-8?B?w7Y=?=, äö",
        "a =?UTF-8?B?w6Q=?= b, a ä b",
        "=?UTF-8*de?B?w6Q=?=, ä",
    })
    void encodedWords_areDecoded(String text, String decoded) {
        assertThat(MailWords.decode(text)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "=?", "=?UTF-8?B?*?=", "=?no-such-charset?B?w6Q=?=",
        "=?UTF-8?Q?=Z?=", "=?UTF-8?B?/w==?="})
    void whatIsNoneOrBroken_staysAsItIs(String text) {
        assertThat(MailWords.decode(text)).isEqualTo(text);
    }

    @Test
    void printableAscii_isWrittenPlain() {
        assertThat(MailWords.encode("a b ~!\"")).isEqualTo("a b ~!\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "a\r\nx-amz-evil: 1", "\ud83d\ude00", "a\u007f"})
    void allElse_isWrittenAsOneEncodedWord(String text) {
        assertThat(MailWords.encode(text)).matches("=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=");
        assertThat(MailWords.decode(MailWords.encode(text))).isEqualTo(text);
    }
}

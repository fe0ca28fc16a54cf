package dev.cairn.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "//, //",
        "/a/../b/./c//d, /a/../b/./c//d",
        "/a%2Fb, /a%2Fb",
        "/a?b/c?d, /a",
        "http://host, /",
        "HTTP://host:9000/a, /a",
        "https://host?list-type=2, /",
    })
    void path_isKeptAsSent(String target, String path) {
        assertThat(RequestTarget.parse(target).rawPath()).isEqualTo(path);
    }

    @Test
    void absoluteForm_keepsItsQuery() {
        assertThat(RequestTarget.parse("http://host?a=b").query().first("a")).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "bucket/key", "ftp://host/a", "host:443"})
    void otherForms_areInvalidUri(String target) {
        assertInvalid(target);
    }

    @Test
    void query_isDecodedInItsOrder() {
        QueryParameters query =
                QueryParameters.parse("uploads&prefix=a+b%20c&&x=1=2&e=&%C3%BC=%E2%82%AC&x=3");
        assertThat(query.keys()).containsExactly("uploads", "prefix", "x", "e", "ü");
        assertThat(query.first("uploads")).isEmpty();
        assertThat(query.first("prefix")).isEqualTo("a+b c");
        assertThat(query.first("x")).isEqualTo("1=2");
        assertThat(query.first("e")).isEmpty();
        assertThat(query.first("ü")).isEqualTo("€");
        assertThat(query.first("y")).isNull();
        assertThat(query.contains("X")).isFalse();
        StringBuilder all = new StringBuilder();
        query.forEach((key, value) -> all.append(key).append('>').append(value).append(' '));
        assertThat(all.toString()).isEqualTo("uploads> prefix>a+b c x>1=2 e> ü>€ x>3 ");
    }

    @Test
    void bytesAboveAscii_areReadAsUtf8() {
        assertThat(RequestTarget.parse("/?p=\u00c3\u00bc").query().first("p")).isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/?a=%", "/?a=%4", "/?%zz=1", "/?a=%ff", "/?a=%c3", "/?a=%ed%a0%80", "/?a=%+1",
        "/?a=%\uff11\uff11", "/?a=\u20ac", "/?a=%c0%80",
    })
    void brokenEscapes_areInvalidUri(String target) {
        assertInvalid(target);
    }

    private static void assertInvalid(String target) {
        S3Exception refusal =
                catchThrowableOfType(S3Exception.class, () -> RequestTarget.parse(target));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_URI);
        assertThat(refusal.details()).containsKey("URI");
    }
}

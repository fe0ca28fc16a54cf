package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.operation.ContinuationToken.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "photos/", "a b+c/ü\ud83d\ude00", "a\u0001b"})
    void token_comesBack(String after) {
        String text = new ContinuationToken(Kind.OBJECTS, after).encode();

        assertThat(ContinuationToken.parse(Kind.OBJECTS, text).after()).isEqualTo(after);
        assertThat(text).matches("[A-Za-z0-9_-]+").doesNotContain(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "photos/", "AAAA", "AWFhYWFhYWE", "not base64 !"})
    void otherText_isInvalidArgument(String text) {
        assertIncorrect(Kind.OBJECTS, text);
    }

    @Test
    void tokenOfAnotherListing_isInvalidArgument() {
        assertIncorrect(Kind.OBJECTS, new ContinuationToken(Kind.BUCKETS, "vault").encode());
    }

    @Test
    void changedToken_isInvalidArgument() {
        String text = new ContinuationToken(Kind.OBJECTS, "photos").encode();

        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertIncorrect(Kind.OBJECTS, text.substring(0, i) + other + text.substring(i + 1));
        }
    }

    private static void assertIncorrect(Kind kind, String text) {
        assertThatThrownBy(() -> ContinuationToken.parse(kind, text))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
                    assertThat(refusal.details()).containsEntry("ArgumentName",
                            "continuation-token");
                });
    }
}

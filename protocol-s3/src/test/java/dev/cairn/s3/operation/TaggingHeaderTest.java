package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaggingHeaderTest {
    static Stream<Arguments> right() {
        return Stream.of(
                Arguments.of("", Map.of()),
                Arguments.of("a=1", Map.of("a", "1")),
                Arguments.of("a=1&b=", Map.of("a", "1", "b", "")),
                Arguments.of("a", Map.of("a", "")),
                Arguments.of("a+b=c%20d", Map.of("a b", "c d")),
                Arguments.of("a%2Bb=1%3D2", Map.of("a+b", "1=2")),
                Arguments.of("%C3%A4=Ã¶", Map.of("ä", "ö")),
                Arguments.of("a=+-%3D._:/@", Map.of("a", " -=._:/@")),
                Arguments.of("k".repeat(128) + "=" + "v".repeat(256),
                        Map.of("k".repeat(128), "v".repeat(256))),
                Arguments.of(many(10), manyAsMap(10)));
    }

    @ParameterizedTest
    @MethodSource("right")
    void header_carriesTags(String header, Map<String, String> tags) {
        assertThat(TaggingHeader.of(headers(header))).isEqualTo(tags);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("=1", S3ErrorCode.INVALID_TAG),
                Arguments.of("a=1&a=2", S3ErrorCode.INVALID_ARGUMENT),
                Arguments.of("a=1,b=2", S3ErrorCode.INVALID_ARGUMENT),
                Arguments.of("aws:a=1", S3ErrorCode.INVALID_TAG),
                Arguments.of("a%26=1", S3ErrorCode.INVALID_TAG),
                Arguments.of("a=%21", S3ErrorCode.INVALID_TAG),
                Arguments.of("a=%F0%9F%98%80", S3ErrorCode.INVALID_TAG),
                Arguments.of("k".repeat(129) + "=1", S3ErrorCode.INVALID_TAG),
                Arguments.of("a=" + "v".repeat(257), S3ErrorCode.INVALID_TAG),
                Arguments.of("a=%zz", S3ErrorCode.INVALID_ARGUMENT),
                Arguments.of(many(11), S3ErrorCode.BAD_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void otherHeader_isRefused(String header, S3ErrorCode code) {
        assertThatThrownBy(() -> TaggingHeader.of(headers(header)))
                .isInstanceOfSatisfying(S3Exception.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void noHeader_isNoTags() {
        assertThat(TaggingHeader.of(Headers.EMPTY)).isEmpty();
    }

    private static Headers headers(String tagging) {
        return Headers.builder().add("x-amz-tagging", tagging).build();
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v")
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> manyAsMap(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    }
}

package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.ObjectMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHeadersTest {
    @Test
    void standardHeaders_areKeptWordForWord() {
        ObjectMetadata metadata = read(
                "Content-Type", "text/html; charset=utf-8",
                "Cache-Control", "no-cache",
                "Content-Disposition", "attachment; filename=\"a\"",
                "Content-Language", "de",
                "Expires", "tomorrow",
                "x-amz-website-redirect-location", "/b",
                "Content-MD5", "ignored",
                "x-amz-date", "ignored");

        assertThat(metadata.headers()).isEqualTo(Map.of(
                "content-type", "text/html; charset=utf-8",
                "cache-control", "no-cache",
                "content-disposition", "attachment; filename=\"a\"",
                "content-language", "de",
                "expires", "tomorrow",
                "x-amz-website-redirect-location", "/b"));
    }

    @Test
    void missingContentType_isBinary() {
        assertThat(read().headers()).isEqualTo(Map.of("content-type", "binary/octet-stream"));
    }

    @ParameterizedTest
    @CsvSource({"aws-chunked, ", "'aws-chunked,gzip', gzip", "'gzip, aws-chunked', gzip",
        "gzip, gzip", "'AWS-Chunked, br,gzip', 'br,gzip'", "'deflate, gzip', 'deflate, gzip'",
        "'deflate, aws-chunked, gzip', 'deflate, gzip'", "'aws-chunked, aws-chunked', ",
        "'aws-chunked , aws-chunked,gzip', gzip", "aws-chunked-2, aws-chunked-2", "'', "})
    void contentEncoding_isKeptWithoutFraming(String sent, String kept) {
        assertThat(read("Content-Encoding", sent).headers().get("content-encoding"))
                .isEqualTo(kept);
    }

    @Test
    void userMetadata_isLowerCasedJoinedAndDecoded() {
        ObjectMetadata metadata = read(
                "X-Amz-Meta-Colour", "blue",
                "x-amz-meta-COLOUR", "green",
                "x-amz-meta-raw", "Ã¤",
                "x-amz-meta-latin", "\u00e4",
                "x-amz-meta-word", "=?UTF-8?B?w6Q=?=",
                "x-amz-meta-empty", "");

        assertThat(metadata.user()).isEqualTo(Map.of(
                "colour", "blue,green", "raw", "ä", "latin", "ä", "word", "ä", "empty", ""));
    }

    @Test
    void userMetadata_comesBackMailSafe() {
        Headers.Builder headers = Headers.builder();
        MetadataHeaders.write(read("x-amz-meta-a", "Ã¤", "x-amz-meta-b", "plain"), headers);

        assertThat(headers.build().first("x-amz-meta-a")).isEqualTo("=?UTF-8?B?w6Q=?=");
        assertThat(headers.build().first("x-amz-meta-b")).isEqualTo("plain");
    }

    @Test
    void userMetadataOfTwoKibibytes_isTheMost() {
        assertThat(read("x-amz-meta-a", "v".repeat(2047)).user()).hasSize(1);
        assertThatThrownBy(() -> read("x-amz-meta-ab", "v".repeat(2047)))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.METADATA_TOO_LARGE);
                    assertThat(refusal.details())
                            .isEqualTo(Map.of("Size", "2049", "MaxSizeAllowed", "2048"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.html", "ftp://host/", "javascript:alert(1)"})
    void redirectToElsewhere_isInvalidRedirectLocation(String location) {
        assertThatThrownBy(() -> read("x-amz-website-redirect-location", location))
                .isInstanceOfSatisfying(S3Exception.class,
                        refusal -> assertThat(refusal.code())
                                .isEqualTo(S3ErrorCode.INVALID_REDIRECT_LOCATION));
    }

    private static ObjectMetadata read(String... fields) {
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return MetadataHeaders.read(headers.build());
    }
}

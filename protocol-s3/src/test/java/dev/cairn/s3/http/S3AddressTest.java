package dev.cairn.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3AddressTest {
    private static final List<String> DOMAINS =
            List.of("localhost", "s3.localhost", "s3.example.com");

    @ParameterizedTest
    @CsvSource({
        "/, , ",
        "/bucket, bucket, ",
        "/bucket/, bucket, ",
        "/bucket/key, bucket, key",
        "/bucket/a/b/, bucket, a/b/",
        "/bucket//, bucket, /",
        "/bucket//a, bucket, /a",
        "/bucket/./../a, bucket, ./../a",
        "/bucket/a%2Fb, bucket, a/b",
        "/bucket%2Fa, bucket/a, ",
        "/bucket/a+b%20c, bucket, a+b c",
        "/bucket/%F0%9F%98%80, bucket, 😀",
        "/Bucket, Bucket, ",
        "//key, '', key",
    })
    void pathStyle_namesBucketAndKey(
            String path, @Nullable String bucket, @Nullable String key) {
        assertThat(address(path, "127.0.0.1:9000")).isEqualTo(new S3Address(bucket, key, false));
    }

    @ParameterizedTest
    @CsvSource({
        "bucket.localhost, bucket",
        "bucket.localhost:9000, bucket",
        "bucket.s3.localhost:9000, bucket",
        "BUCKET.S3.Localhost., bucket",
        "a.b.c.s3.example.com, a.b.c",
        "s3.s3.localhost, s3",
        "localhost.localhost, localhost",
    })
    void hostBelowADomain_namesTheBucket(String host, String bucket) {
        assertThat(address("/", host)).isEqualTo(new S3Address(bucket, null, true));
        assertThat(address("/a/b", host)).isEqualTo(new S3Address(bucket, "a/b", true));
        assertThat(address("//a/", host)).isEqualTo(new S3Address(bucket, "/a/", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "localhost", "localhost:9000", "s3.localhost", "S3.EXAMPLE.COM", "127.0.0.1:9000",
        "[::1]:9000", "[::1]", "storage.internal", "example.com", "xlocalhost",
        ".localhost", "",
    })
    void anyOtherHost_isPathStyle(String host) {
        assertThat(address("/bucket/key", host)).isEqualTo(new S3Address("bucket", "key", false));
    }

    @Test
    void noHost_isPathStyle() {
        assertThat(S3Address.of(RequestTarget.parse("/b"), null, DOMAINS).bucket()).isEqualTo("b");
    }

    @Test
    void keyOf1024Bytes_isTheLongest() {
        String key = "ü".repeat(512);
        assertThat(address("/b/" + PercentEncoding.encode(key, true), "h").key()).isEqualTo(key);
        S3Exception refusal = refusal("/b/" + PercentEncoding.encode(key, true) + "a");
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.KEY_TOO_LONG_ERROR);
        assertThat(refusal.details()).isEqualTo(Map.of("Size", "1025", "MaxSizeAllowed", "1024"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/%ff", "/b/%", "/b/%2", "/b/%ed%a0%80", "/%ff/k"})
    void keyThatIsNotUtf8_isInvalidUri(String path) {
        assertThat(refusal(path).code()).isEqualTo(S3ErrorCode.INVALID_URI);
    }

    private static S3Address address(String path, String host) {
        return S3Address.of(RequestTarget.parse(path), host, DOMAINS);
    }

    private static S3Exception refusal(String path) {
        return catchThrowableOfType(S3Exception.class, () -> address(path, "localhost"));
    }
}

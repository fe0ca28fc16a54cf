package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySourceTest {
    @ParameterizedTest
    @CsvSource({
        "vault/key, key, ",
        "/vault/key, key, ",
        "vault/a/b//c, a/b//c, ",
        "vault//key, /key, ",
        "vault/a%20b, a b, ",
        "vault/a+b, a+b, ",
        "vault/a%2Bb, a+b, ",
        "vault%2Fa%2Fb, a/b, ",
        "%2Fvault%2Fkey, key, ",
        "vault/%C3%BC, ü, ",
        "vault/Ã¼, ü, ",
        "vault/key?versionId=null, key, null",
        "vault/key?versionId=, key, ''",
        "vault/a%3FversionId%3Db, a?versionId=b, ",
        "vault/a?b, a?b, ",
        "vault/%25, %, ",
    })
    void header_namesAnObject(String header, String key, String versionId) {
        assertThat(CopySource.parse(header))
                .isEqualTo(new CopySource(new BucketName("vault"), new ObjectKey(key), versionId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "vault", "vault/", "/vault/", "vault/%", "vault/%2",
        "vault/%zz", "vault/%ff"})
    void otherText_isInvalidArgument(String header) {
        assertThatThrownBy(() -> CopySource.parse(header))
                .isInstanceOfSatisfying(S3Exception.class,
                        refusal -> assertThat(refusal.code())
                                .isEqualTo(S3ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void sourceOfFiveGibibytes_isTheLargest() {
        assertThatCode(() -> CopySource.checkLength(5L << 30)).doesNotThrowAnyException();
        assertThatThrownBy(() -> CopySource.checkLength((5L << 30) + 1))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.message()).endsWith("copy source: 5368709120");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vault/key", "v/key", "arn:aws:s3:us-east-1:1:accesspoint/x/object/y"})
    void otherBucketName_isInvalidBucketName(String header) {
        assertThatThrownBy(() -> CopySource.parse(header))
                .isInstanceOfSatisfying(S3Exception.class,
                        refusal -> assertThat(refusal.code())
                                .isEqualTo(S3ErrorCode.INVALID_BUCKET_NAME));
    }
}

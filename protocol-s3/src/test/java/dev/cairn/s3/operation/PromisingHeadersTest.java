package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromisingHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "x-amz-server-side-encryption, AES256",
        "x-amz-server-side-encryption, aws:kms",
        "x-amz-server-side-encryption-customer-key, a",
        "x-amz-copy-source-server-side-encryption-customer-algorithm, AES256",
        "x-amz-object-lock-mode, GOVERNANCE",
        "x-amz-object-lock-legal-hold, ON",
        "x-amz-bucket-object-lock-enabled, true",
        "x-amz-bucket-object-lock-enabled, True",
        "x-amz-write-offset-bytes, 0",
        "X-Amz-Grant-Read, id=a",
    })
    void promiseThatCannotBeKept_isNotImplementedNamingIt(String name, String value) {
        assertThatThrownBy(() -> check(name, value)).isInstanceOfSatisfying(S3Exception.class,
                refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
                    assertThat(refusal.details()).containsEntry("Header",
                            name.toLowerCase(java.util.Locale.ROOT));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private",
        "x-amz-acl, bucket-owner-full-control",
        "x-amz-bucket-object-lock-enabled, false",
        "x-amz-request-payer, requester",
        "x-amz-meta-server-side-encryption, AES256",
        "server-side-encryption, AES256",
    })
    void whatIsSoAnyway_passes(String name, String value) {
        assertThatCode(() -> check(name, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"public-read", "public-read-write", "authenticated-read", "nonsense"})
    void otherAcl_isNotSupported(String acl) {
        assertThatThrownBy(() -> check("x-amz-acl", acl)).isInstanceOfSatisfying(S3Exception.class,
                refusal -> assertThat(refusal.code())
                        .isEqualTo(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED));
    }

    private static void check(String name, String value) {
        PromisingHeaders.check(Headers.builder().add(name, value).build());
    }
}

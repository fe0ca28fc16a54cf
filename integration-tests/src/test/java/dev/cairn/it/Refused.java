package dev.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.it.wire.WireResponse;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Assertions about requests that the server must not do. */
public final class Refused {
    private Refused() {}

    /** The SDK's call fails with this status and S3 error code. */
    public static S3Exception with(int status, String code, ThrowingCallable call) {
        S3Exception refusal = withStatus(status, call);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        return refusal;
    }

    /** The SDK's call fails with this status; for HEAD, whose errors have no document. */
    public static S3Exception withStatus(int status, ThrowingCallable call) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, call);
        assertThat(refusal).describedAs("the call was not refused").isNotNull();
        assertThat(refusal.statusCode()).describedAs(refusal.toString()).isEqualTo(status);
        return refusal;
    }

    /** A raw answer has this status and an error document that fits its headers. */
    public static void with(int status, String code, WireResponse response) {
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(status);
        assertThat(response.code()).describedAs(response.toString()).isEqualTo(code);
        assertThat(response.header("content-type")).contains("application/xml");
        assertThat(response.element("RequestId")).isEqualTo(response.header("x-amz-request-id"));
        assertThat(response.element("RequestId").orElse("")).isNotEmpty();
    }
}

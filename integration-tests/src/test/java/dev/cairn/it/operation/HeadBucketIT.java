package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HeadBucket: exists, not there, not yours. */
class HeadBucketIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void ownBucket_hasItsRegion() {
        String bucket = cairn.bucket();
        assertThat(cairn.s3().headBucket(request -> request.bucket(bucket)).bucketRegion())
                .isEqualTo("us-east-1");
    }

    @Test
    void trailingSlash_isTheBucket() {
        String bucket = cairn.bucket();
        assertThat(cairn.wire().send(WireRequest.head("/" + bucket + "/")).status())
                .isEqualTo(200);
    }

    @Test
    void missingBucket_is404WithoutBody() {
        WireResponse response = cairn.wire().send(WireRequest.head("/nowhere"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("content-length").orElse("0")).isEqualTo("0");
        assertThat(response.header("x-amz-request-id")).isPresent();
    }

    @Test
    void anothersBucket_is403() {
        String bucket = cairn.bucket();
        assertThat(cairn.wireOfOther().send(WireRequest.head("/" + bucket)).status())
                .isEqualTo(403);
    }

    @Test
    void expectedOwnerThatIsAnother_is403() {
        String bucket = cairn.bucket();
        Refused.withStatus(403, () -> cairn.s3().headBucket(
                request -> request.bucket(bucket).expectedBucketOwner("111122223333")));
    }
}

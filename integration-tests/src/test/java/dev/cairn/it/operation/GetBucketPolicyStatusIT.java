package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketPolicyStatus: whether the policy lets in whom it does not name. */
class GetBucketPolicyStatusIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void status_isThatOfThePolicy() {
        String bucket = cairn.bucket();
        Refused.with(404, "NoSuchBucketPolicy", () -> status(bucket));
        put(bucket, Policies.publicRead(bucket));
        assertThat(status(bucket)).isTrue();
        put(bucket, Policies.forOther("s3:GetObject", bucket + "/*"));
        assertThat(status(bucket)).isFalse();
    }

    private static void put(String bucket, String policy) {
        cairn.s3().putBucketPolicy(request -> request.bucket(bucket).policy(policy));
    }

    private static boolean status(String bucket) {
        return cairn.s3().getBucketPolicyStatus(request -> request.bucket(bucket))
                .policyStatus().isPublic();
    }
}

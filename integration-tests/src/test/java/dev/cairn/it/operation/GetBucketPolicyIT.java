package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketPolicy: the policy as it was put. */
class GetBucketPolicyIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void policy_isTheTextThatWasPut() {
        String bucket = cairn.bucket();
        Refused.with(404, "NoSuchBucketPolicy",
                () -> cairn.s3().getBucketPolicy(request -> request.bucket(bucket)));
        String policy = Policies.publicRead(bucket);
        cairn.s3().putBucketPolicy(request -> request.bucket(bucket).policy(policy));
        assertThat(cairn.s3().getBucketPolicy(request -> request.bucket(bucket)).policy())
                .isEqualTo(policy);
    }
}

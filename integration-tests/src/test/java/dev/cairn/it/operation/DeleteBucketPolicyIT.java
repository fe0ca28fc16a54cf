package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DeleteBucketPolicy: what the policy allowed is over at once. */
class DeleteBucketPolicyIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void deletedPolicy_allowsNothing() {
        String bucket = cairn.bucket();
        WireRequest read = WireRequest.get("/" + bucket + "/key");
        cairn.wire().send(WireRequest.put("/" + bucket + "/key", "content"));
        cairn.s3().putBucketPolicy(
                request -> request.bucket(bucket).policy(Policies.publicRead(bucket)));
        assertThat(cairn.wire().sendUnsigned(read).status()).isEqualTo(200);
        cairn.s3().deleteBucketPolicy(request -> request.bucket(bucket));
        cairn.s3().deleteBucketPolicy(request -> request.bucket(bucket));
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(read));
    }
}

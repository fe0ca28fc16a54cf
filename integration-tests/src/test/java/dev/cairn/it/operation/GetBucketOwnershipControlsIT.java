package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketOwnershipControls of buckets with and without them. */
class GetBucketOwnershipControlsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void createdEnforced_saysSoAndOthersDoNot() {
        String bucket = cairn.bucket();
        Refused.with(404, "OwnershipControlsNotFoundError",
                () -> cairn.s3().getBucketOwnershipControls(request -> request.bucket(bucket)));
        cairn.s3().createBucket(request -> request.bucket("created-enforced")
                .objectOwnership("BucketOwnerEnforced"));
        assertThat(cairn.s3().getBucketOwnershipControls(
                request -> request.bucket("created-enforced")).ownershipControls().rules())
                .hasSize(1);
    }
}

package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** DeleteBucketOwnershipControls: there need be none. */
class DeleteBucketOwnershipControlsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void deletedTwice_leavesNone() {
        String bucket = cairn.bucket();
        cairn.s3().putBucketOwnershipControls(request -> request.bucket(bucket)
                .ownershipControls(controls -> controls.rules(
                        OwnershipControlsRule.builder().objectOwnership("BucketOwnerEnforced")
                                .build())));
        cairn.s3().deleteBucketOwnershipControls(request -> request.bucket(bucket));
        cairn.s3().deleteBucketOwnershipControls(request -> request.bucket(bucket));
        Refused.with(404, "OwnershipControlsNotFoundError",
                () -> cairn.s3().getBucketOwnershipControls(request -> request.bucket(bucket)));
    }
}

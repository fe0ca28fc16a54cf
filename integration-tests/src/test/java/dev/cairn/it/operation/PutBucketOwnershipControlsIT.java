package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** PutBucketOwnershipControls: the owner has everything, or 501. */
class PutBucketOwnershipControlsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void ownerEnforced_isKeptAndOthersAreNot() {
        String bucket = cairn.bucket();
        put(bucket, "BucketOwnerEnforced");
        Refused.with(501, "NotImplemented", () -> put(bucket, "ObjectWriter"));
        Refused.with(501, "NotImplemented", () -> put(bucket, "BucketOwnerPreferred"));
        assertThat(cairn.s3().getBucketOwnershipControls(request -> request.bucket(bucket))
                .ownershipControls().rules().get(0).objectOwnershipAsString())
                .isEqualTo("BucketOwnerEnforced");
    }

    private static void put(String bucket, String ownership) {
        cairn.s3().putBucketOwnershipControls(request -> request.bucket(bucket)
                .ownershipControls(controls -> controls.rules(
                        OwnershipControlsRule.builder().objectOwnership(ownership).build())));
    }
}

package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.CairnServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** GetBucketOwnershipControls of buckets that are new, and of one that was created with them. */
class GetBucketOwnershipControlsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void newBuckets_areEnforced() {
        String bucket = cairn.bucket();
        cairn.s3().createBucket(request -> request.bucket("created-enforced")
                .objectOwnership("BucketOwnerEnforced"));

        for (String name : List.of(bucket, "created-enforced")) {
            assertThat(cairn.s3().getBucketOwnershipControls(request -> request.bucket(name))
                    .ownershipControls().rules())
                    .extracting(OwnershipControlsRule::objectOwnershipAsString)
                    .containsExactly("BucketOwnerEnforced");
        }
    }
}

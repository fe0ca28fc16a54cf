package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DeletePublicAccessBlock: nothing is blocked any more. */
class DeletePublicAccessBlockIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void deletedTwice_blocksNothing() {
        String bucket = cairn.bucket();
        cairn.s3().putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(block -> block.blockPublicPolicy(true)));
        cairn.s3().deletePublicAccessBlock(request -> request.bucket(bucket));
        cairn.s3().deletePublicAccessBlock(request -> request.bucket(bucket));
        Refused.with(404, "NoSuchPublicAccessBlockConfiguration",
                () -> cairn.s3().getPublicAccessBlock(request -> request.bucket(bucket)));
        cairn.s3().putBucketPolicy(
                request -> request.bucket(bucket).policy(Policies.publicRead(bucket)));
    }
}

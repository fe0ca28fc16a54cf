package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** DeleteBucketLifecycle: no rule is left, and there need be none. */
class DeleteBucketLifecycleIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void deletedTwice_leavesNoConfiguration() {
        String bucket = cairn.bucket();
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(
                        LifecycleRule.builder().status(ExpirationStatus.ENABLED)
                                .filter(filter -> filter.prefix("a"))
                                .expiration(end -> end.days(1)).build())));
        cairn.s3().deleteBucketLifecycle(request -> request.bucket(bucket));
        cairn.s3().deleteBucketLifecycle(request -> request.bucket(bucket));
        Refused.with(404, "NoSuchLifecycleConfiguration", () -> cairn.s3()
                .getBucketLifecycleConfiguration(request -> request.bucket(bucket)));
    }
}

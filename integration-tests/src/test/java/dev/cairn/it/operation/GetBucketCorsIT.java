package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketCors of buckets without rules; with rules: PutBucketCorsIT. */
class GetBucketCorsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void noRules_isNoSuchCorsConfiguration() {
        String bucket = cairn.bucket();
        Refused.with(404, "NoSuchCORSConfiguration",
                () -> cairn.s3().getBucketCors(request -> request.bucket(bucket)));
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().getBucketCors(request -> request.bucket("nowhere")));
    }
}

package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** DeleteBucketCors: no rule is left, and there need be none. */
class DeleteBucketCorsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void deletedTwice_leavesNoRules() {
        String bucket = cairn.bucket();
        cairn.s3().putBucketCors(request -> request.bucket(bucket).corsConfiguration(
                rules -> rules.corsRules(
                        CORSRule.builder().allowedMethods("GET").allowedOrigins("*").build())));
        cairn.s3().deleteBucketCors(request -> request.bucket(bucket));
        cairn.s3().deleteBucketCors(request -> request.bucket(bucket));
        Refused.with(404, "NoSuchCORSConfiguration",
                () -> cairn.s3().getBucketCors(request -> request.bucket(bucket)));
    }
}

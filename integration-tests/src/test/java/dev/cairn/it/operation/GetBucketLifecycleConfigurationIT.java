package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;

/** GetBucketLifecycleConfiguration, also of buckets that began with a rule. */
class GetBucketLifecycleConfigurationIT {
    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("lifecycle-default-abort-days", "5"));

    @Test
    void newBucket_hasTheRuleOfTheServerAlsoAfterACrash() {
        String bucket = cairn.bucket();
        cairn.killAndRestart();
        GetBucketLifecycleConfigurationResponse stored =
                cairn.s3().getBucketLifecycleConfiguration(request -> request.bucket(bucket));
        assertThat(stored.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.statusAsString()).isEqualTo("Enabled");
            assertThat(rule.filter().prefix()).isEmpty();
            assertThat(rule.abortIncompleteMultipartUpload().daysAfterInitiation()).isEqualTo(5);
        });
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket", () -> cairn.s3()
                .getBucketLifecycleConfiguration(request -> request.bucket("nowhere")));
    }
}

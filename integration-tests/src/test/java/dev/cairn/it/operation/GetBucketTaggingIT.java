package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketTagging of buckets without tags; with tags: PutBucketTaggingIT. */
class GetBucketTaggingIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void noTags_isNoSuchTagSet() {
        String bucket = cairn.bucket();
        Refused.with(404, "NoSuchTagSet",
                () -> cairn.s3().getBucketTagging(request -> request.bucket(bucket)));
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().getBucketTagging(request -> request.bucket("nowhere")));
    }
}

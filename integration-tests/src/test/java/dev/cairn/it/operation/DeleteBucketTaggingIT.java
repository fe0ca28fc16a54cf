package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.Tag;

/** DeleteBucketTagging: no tag is left, and there need be none. */
class DeleteBucketTaggingIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void deletedTwice_leavesNoTags() {
        String bucket = cairn.bucket();
        cairn.s3().putBucketTagging(request -> request.bucket(bucket).tagging(
                tagging -> tagging.tagSet(Tag.builder().key("a").value("b").build())));
        cairn.s3().deleteBucketTagging(request -> request.bucket(bucket));
        cairn.s3().deleteBucketTagging(request -> request.bucket(bucket));
        Refused.with(404, "NoSuchTagSet",
                () -> cairn.s3().getBucketTagging(request -> request.bucket(bucket)));
    }
}

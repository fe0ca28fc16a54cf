package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** GetObjectTagging: the tags that a header or PutObjectTagging gave. */
class GetObjectTaggingIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void headerOfPutAndCopy_givesTags() {
        String bucket = cairn.bucket();
        cairn.s3().putObject(
                request -> request.bucket(bucket).key("k").tagging("team=a&empty="),
                RequestBody.fromString("x"));
        assertThat(tags(bucket, "k").tagSet()).extracting(Tag::key)
                .containsExactly("team", "empty");
        cairn.s3().copyObject(request -> request.sourceBucket(bucket).sourceKey("k")
                .destinationBucket(bucket).destinationKey("copied"));
        assertThat(tags(bucket, "copied").tagSet()).hasSize(2);
        cairn.s3().copyObject(request -> request.sourceBucket(bucket).sourceKey("k")
                .destinationBucket(bucket).destinationKey("replaced")
                .taggingDirective(TaggingDirective.REPLACE).tagging("other=1"));
        assertThat(tags(bucket, "replaced").tagSet()).extracting(Tag::key)
                .containsExactly("other");
    }

    @Test
    void untagged_isAnEmptySet() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String id = bucket.put("k", "x");
        GetObjectTaggingResponse response = tags(bucket.name(), "k");
        assertThat(response.tagSet()).isEmpty();
        assertThat(response.versionId()).isEqualTo(id);
    }

    @Test
    void missingAndAnothers_areRefused() {
        String bucket = cairn.bucket();
        Refused.with(404, "NoSuchKey", () -> tags(bucket, "missing"));
        Refused.with(404, "NoSuchBucket", () -> tags("nowhere", "k"));
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.get("/" + bucket + "/k?tagging")));
    }

    private static GetObjectTaggingResponse tags(String bucket, String key) {
        return cairn.s3().getObjectTagging(request -> request.bucket(bucket).key(key));
    }
}

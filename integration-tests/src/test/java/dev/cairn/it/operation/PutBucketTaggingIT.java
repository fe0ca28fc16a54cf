package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.Tag;

/** PutBucketTagging: the tags of before go, also over a crash. */
class PutBucketTaggingIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void lastTags_areThoseOfTheBucket() {
        String bucket = cairn.bucket();
        List<Tag> tags = List.of(tag("team", "storage"), tag("ünïcödé", ""));
        put(bucket, List.of(tag("before", "1")));
        put(bucket, tags);
        cairn.killAndRestart();
        assertThat(cairn.s3().getBucketTagging(request -> request.bucket(bucket)).tagSet())
                .isEqualTo(tags);
    }

    @Test
    void sameKeyTwice_isInvalidTag() {
        String bucket = cairn.bucket();
        Refused.with(400, "InvalidTag",
                () -> put(bucket, List.of(tag("a", "1"), tag("a", "2"))));
    }

    private static void put(String bucket, List<Tag> tags) {
        cairn.s3().putBucketTagging(request -> request.bucket(bucket)
                .tagging(tagging -> tagging.tagSet(tags)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}

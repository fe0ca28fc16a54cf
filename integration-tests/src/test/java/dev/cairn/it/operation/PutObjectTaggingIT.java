package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** PutObjectTagging: a whole new set, of one version. */
class PutObjectTaggingIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void set_replacesTheOldOneAndTouchesNothingElse() {
        String bucket = cairn.bucket();
        cairn.s3().putObject(request -> request.bucket(bucket).key("k").tagging("old=1"),
                RequestBody.fromString("x"));
        HeadObjectResponse before = head(bucket);
        put(bucket, null, List.of(tag("team", "a"), tag("cost centre", "ü")));
        assertThat(tags(bucket, null)).containsExactly(tag("team", "a"), tag("cost centre", "ü"));
        HeadObjectResponse after = head(bucket);
        assertThat(after.tagCount()).isEqualTo(2);
        assertThat(after.eTag()).isEqualTo(before.eTag());
        assertThat(after.lastModified()).isEqualTo(before.lastModified());
    }

    @Test
    void versions_haveTagsOfTheirOwn() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String first = bucket.put("k", "one");
        String second = bucket.put("k", "two");
        put(bucket.name(), first, List.of(tag("of", "first")));
        put(bucket.name(), null, List.of(tag("of", "second")));
        assertThat(tags(bucket.name(), first)).containsExactly(tag("of", "first"));
        bucket.deleteVersion("k", second);
        assertThat(tags(bucket.name(), null)).containsExactly(tag("of", "first"));
        String marker = bucket.delete("k");
        Refused.with(405, "MethodNotAllowed",
                () -> put(bucket.name(), marker, List.of(tag("of", "marker"))));
    }

    @Test
    void wrongSets_areRefused() {
        String bucket = cairn.bucket();
        cairn.s3().putObject(request -> request.bucket(bucket).key("k"),
                RequestBody.fromString("x"));
        List<Tag> eleven = IntStream.range(0, 11).mapToObj(i -> tag("k" + i, "v")).toList();
        Refused.with(400, "BadRequest", () -> put(bucket, null, eleven));
        Refused.with(400, "InvalidTag",
                () -> put(bucket, null, List.of(tag("a", "1"), tag("a", "2"))));
        Refused.with(400, "InvalidTag", () -> put(bucket, null, List.of(tag("aws:a", "1"))));
        Refused.with(404, "NoSuchVersion", () -> put(bucket, missing(), List.of(tag("a", "1"))));
    }

    /** The id of a version that is gone. */
    private static String missing() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        return bucket.put("k", "x");
    }

    private static HeadObjectResponse head(String bucket) {
        return cairn.s3().headObject(request -> request.bucket(bucket).key("k"));
    }

    private static Object put(String bucket, @Nullable String versionId, List<Tag> tags) {
        return cairn.s3().putObjectTagging(request -> request.bucket(bucket).key("k")
                .versionId(versionId).tagging(tagging -> tagging.tagSet(tags)));
    }

    private static List<Tag> tags(String bucket, @Nullable String versionId) {
        return cairn.s3().getObjectTagging(
                request -> request.bucket(bucket).key("k").versionId(versionId)).tagSet();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}

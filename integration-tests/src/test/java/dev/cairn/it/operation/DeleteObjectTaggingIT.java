package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/** DeleteObjectTagging: all tags go, the object stays. */
class DeleteObjectTaggingIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void tags_goAndTheObjectStays() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String id = cairn.s3().putObject(
                request -> request.bucket(bucket.name()).key("k").tagging("a=1"),
                RequestBody.fromString("content")).versionId();
        assertThat(cairn.s3().deleteObjectTagging(
                request -> request.bucket(bucket.name()).key("k")).versionId()).isEqualTo(id);
        assertThat(cairn.s3().headObject(request -> request.bucket(bucket.name()).key("k"))
                .tagCount()).isNull();
        assertThat(bucket.get("k")).isEqualTo("content");
    }

    @Test
    void untagged_isASuccess() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        bucket.put("k", "x");
        assertThat(cairn.s3().deleteObjectTagging(
                request -> request.bucket(bucket.name()).key("k")).sdkHttpResponse().statusCode())
                .isEqualTo(204);
        Refused.with(404, "NoSuchKey", () -> cairn.s3().deleteObjectTagging(
                request -> request.bucket(bucket.name()).key("missing")));
    }
}

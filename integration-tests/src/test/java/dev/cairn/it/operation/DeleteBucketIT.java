package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.Refused;
import dev.cairn.it.Together;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/** DeleteBucket: only when no object is left; open uploads go with it. */
class DeleteBucketIT {
    private static final String BUCKET = "to-delete";

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void emptyBucket_isGone() {
        String bucket = cairn.bucket();
        WireResponse response = cairn.wire().send(WireRequest.delete("/" + bucket));
        assertThat(response.status()).isEqualTo(204);
        Refused.withStatus(404, () -> cairn.s3().headBucket(request -> request.bucket(bucket)));
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().deleteBucket(request -> request.bucket(bucket)));
    }

    @Test
    void bucketWithAnObject_isNotEmpty() {
        String bucket = cairn.bucket();
        put(bucket, "kept", "kept");
        Refused.with(409, "BucketNotEmpty",
                () -> cairn.s3().deleteBucket(request -> request.bucket(bucket)));
        cairn.s3().headObject(request -> request.bucket(bucket).key("kept"));
    }

    @Test
    void anothersBucket_isAccessDenied() {
        String bucket = cairn.bucket();
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.delete("/" + bucket)));
        cairn.s3().headBucket(request -> request.bucket(bucket));
    }

    @Test
    void openUploads_goWithTheBucket() throws Throwable {
        String bucket = cairn.bucket();
        String uploadId = cairn.s3()
                .createMultipartUpload(request -> request.bucket(bucket).key("open"))
                .uploadId();
        cairn.s3().uploadPart(
                request -> request.bucket(bucket).key("open").uploadId(uploadId).partNumber(1),
                RequestBody.fromString("part"));
        cairn.s3().deleteBucket(request -> request.bucket(bucket));

        assertThat(cairn.admin().integrity().logical("uploadOpen")).isZero();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(cairn.admin().integrity().discardedBytes()).isZero());
    }

    @Test
    void newBucketOfTheName_seesNothingOfTheOldOne() {
        cairn.s3().createBucket(request -> request.bucket(BUCKET));
        String uploadId = cairn.s3()
                .createMultipartUpload(request -> request.bucket(BUCKET).key("open"))
                .uploadId();
        cairn.s3().deleteBucket(request -> request.bucket(BUCKET));
        cairn.s3().createBucket(request -> request.bucket(BUCKET));

        assertThat(cairn.s3().listMultipartUploads(request -> request.bucket(BUCKET)).uploads())
                .isEmpty();
        Refused.with(404, "NoSuchUpload", () -> cairn.s3().uploadPart(
                request -> request.bucket(BUCKET).key("open").uploadId(uploadId).partNumber(1),
                RequestBody.fromString("late")));
        cairn.s3().deleteBucket(request -> request.bucket(BUCKET));
    }

    /** Whatever comes first: an object whose PUT was answered with 200 is there, or never was. */
    @RepeatedTest(10)
    void raceWithPut_losesNoAcknowledgedObject() throws Exception {
        String bucket = cairn.bucket();
        List<Integer> statuses = Together.run(List.of(
                () -> cairn.wire().send(WireRequest.delete("/" + bucket)).status(),
                () -> cairn.wire().send(WireRequest.put("/" + bucket + "/k", "v")).status()));
        if (statuses.get(1) == 200) {
            assertThat(statuses.get(0)).isEqualTo(409);
            assertThat(cairn.wire().send(WireRequest.get("/" + bucket + "/k")).text())
                    .isEqualTo("v");
        } else {
            assertThat(statuses).containsExactly(204, 404);
        }
    }

    private static void put(String bucket, String key, String content) {
        cairn.s3().putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
    }
}

package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** DeleteObject: gone, whether it was there or not. */
class DeleteObjectIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void presentKey_isGone() {
        put("k");
        WireResponse response = send(WireRequest.delete("/BUCKET/k"));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("x-amz-version-id")).isEmpty();
        assertGone("k");
    }

    @Test
    void absentKey_isNoError() {
        assertThat(send(WireRequest.delete("/BUCKET/absent")).status()).isEqualTo(204);
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket", send(WireRequest.delete("/no-such-bucket/k")));
    }

    @Test
    void anothersObject_isAccessDenied() {
        put("mine");
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.delete("/" + bucket + "/mine")));
        assertThere("mine");
    }

    @Test
    void folderKey_doesNotTouchWhatIsBelow() {
        put("folder/");
        put("folder/file");
        assertThat(send(WireRequest.delete("/BUCKET/folder/")).status()).isEqualTo(204);
        assertGone("folder/");
        assertThere("folder/file");
    }

    @Test
    void nullVersion_isTheObject() {
        put("null-version");
        assertThat(send(WireRequest.delete("/BUCKET/null-version?versionId=null")).status())
                .isEqualTo(204);
        assertGone("null-version");
    }

    @Test
    void ifMatch_deletesOnlyWhatWasSeen() {
        String tag = put("seen");
        Refused.with(412, "PreconditionFailed", send(
                WireRequest.delete("/BUCKET/seen").header("If-Match", "\"other\"")));
        assertThere("seen");
        assertThat(send(WireRequest.delete("/BUCKET/seen").header("If-Match", tag)).status())
                .isEqualTo(204);
        assertGone("seen");
    }

    @Test
    void ifMatchWithUnquotedTag_deletes() {
        String tag = put("unquoted").replace("\"", "");
        assertThat(send(WireRequest.delete("/BUCKET/unquoted").header("If-Match", tag)).status())
                .isEqualTo(204);
    }

    @Test
    void openUploadsOfTheKey_stay() {
        put("uploading");
        String uploadId = MultipartFixture.create(cairn.s3(), bucket, "uploading");
        send(WireRequest.delete("/BUCKET/uploading"));
        assertThat(cairn.s3().listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .extracting(MultipartUpload::uploadId).contains(uploadId);
    }

    @Test
    void bytes_areGivenBack() throws Throwable {
        String own = cairn.bucket();
        cairn.s3().putObject(request -> request.bucket(own).key("large"),
                RequestBody.fromBytes(
                        TestBytes.of(3_000_000, 1)));
        assertThat(usage(own)).isEqualTo(3_000_000);
        cairn.s3().deleteObject(request -> request.bucket(own).key("large"));
        assertThat(usage(own)).isZero();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    private static long usage(String name) {
        return cairn.admin().usage(name).get("bytes").get("current").asLong();
    }

    private static String put(String key) {
        return send(WireRequest.put("/BUCKET/" + key, key)).header("etag").orElseThrow();
    }

    private static void assertGone(String key) {
        assertThat(send(WireRequest.head("/BUCKET/" + key)).status()).isEqualTo(404);
    }

    private static void assertThere(String key) {
        assertThat(send(WireRequest.get("/BUCKET/" + key)).text()).isEqualTo(key);
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }
}

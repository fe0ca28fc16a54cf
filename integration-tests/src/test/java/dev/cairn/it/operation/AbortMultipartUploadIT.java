package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AbortMultipartUpload: gone with all its parts, and never back. */
class AbortMultipartUploadIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void openUpload_isGoneWithItsParts() {
        String own = cairn.bucket();
        String id = MultipartFixture.create(cairn.s3(), own, "k");
        MultipartFixture.part(cairn.s3(), own, "k", id, 1, TestBytes.of(1_000_000, 1));
        assertThat(cairn.admin().usage(own).get("bytes").get("uploadOpen").asLong())
                .isEqualTo(1_000_000);
        WireResponse response =
                cairn.wire().send(WireRequest.delete("/" + own + "/k?uploadId=" + id));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(cairn.admin().usage(own).get("bytes").get("uploadOpen").asLong()).isZero();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
        Refused.with(404, "NoSuchUpload",
                cairn.wire().send(WireRequest.delete("/" + own + "/k?uploadId=" + id)));
    }

    @Test
    void unknownIdWithATime_isNoError() {
        assertThat(send(WireRequest.delete("/BUCKET/k?uploadId=unknown")
                .header("x-amz-if-match-initiated-time", "Tue, 14 Mar 2006 00:00:00 GMT"))
                .status()).isEqualTo(204);
    }

    @Test
    void timeOfAnotherInitiation_isPreconditionFailed() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "timed");
        Refused.with(412, "PreconditionFailed", send(
                WireRequest.delete("/BUCKET/timed?uploadId=" + id).header(
                        "x-amz-if-match-initiated-time", "Tue, 14 Mar 2006 00:00:00 GMT")));
        var initiated = cairn.s3()
                .listMultipartUploads(request -> request.bucket(bucket).prefix("timed"))
                .uploads().getFirst().initiated();
        String same = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                initiated.atOffset(ZoneOffset.UTC));
        assertThat(send(WireRequest.delete("/BUCKET/timed?uploadId=" + id)
                .header("x-amz-if-match-initiated-time", same)).status()).isEqualTo(204);
    }

    @Test
    void afterComplete_isNoSuchUploadAndTheObjectStays() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "done");
        var part = MultipartFixture.part(cairn.s3(), bucket, "done", id, 1, new byte[] {1});
        MultipartFixture.complete(cairn.s3(), bucket, "done", id, List.of(part));
        Refused.with(404, "NoSuchUpload",
                send(WireRequest.delete("/BUCKET/done?uploadId=" + id)));
        assertThat(send(WireRequest.get("/BUCKET/done")).body()).containsExactly(1);
    }

    @Test
    void anothersUpload_isAccessDenied() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "kept");
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(
                WireRequest.delete("/" + bucket + "/kept?uploadId=" + id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/BUCKET/k?uploadId=unknown", "/BUCKET/other?uploadId=ID",
        "/BUCKET/k?uploadId="})
    void unknownId_isNoSuchUpload(String target) {
        String id = MultipartFixture.create(cairn.s3(), bucket, "k");
        Refused.with(404, "NoSuchUpload",
                send(WireRequest.delete(target.replace("=ID", "=" + id))));
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }
}

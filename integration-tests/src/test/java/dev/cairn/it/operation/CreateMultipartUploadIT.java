package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** CreateMultipartUpload: an id that nobody guesses, and what the object will be. */
class CreateMultipartUploadIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void answer_namesBucketKeyAndId() {
        CreateMultipartUploadResponse created = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key("named/ünïcödé"));
        assertThat(created.bucket()).isEqualTo(bucket);
        assertThat(created.key()).isEqualTo("named/ünïcödé");
        assertThat(created.uploadId()).matches("[A-Za-z0-9._~-]{16,}");
    }

    @Test
    void twoForOneKey_areIndependent() {
        String one = MultipartFixture.create(cairn.s3(), bucket, "twice");
        String other = MultipartFixture.create(cairn.s3(), bucket, "twice");
        assertThat(one).isNotEqualTo(other);
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(bucket).key("twice").uploadId(one));
        MultipartFixture.part(cairn.s3(), bucket, "twice", other, 1, new byte[] {1});
    }

    @Test
    void currentObject_staysUntilComplete() {
        cairn.s3().putObject(request -> request.bucket(bucket).key("current"),
                RequestBody.fromString("old"));
        String uploadId = MultipartFixture.create(cairn.s3(), bucket, "current");
        var part = MultipartFixture.part(
                cairn.s3(), bucket, "current", uploadId, 1, new byte[] {1});
        assertThat(contentOf("current")).isEqualTo("old".getBytes(
                StandardCharsets.UTF_8));
        MultipartFixture.complete(cairn.s3(), bucket, "current", uploadId, List.of(part));
        assertThat(contentOf("current")).containsExactly(1);
    }

    @Test
    void headersAndMetadata_becomeThoseOfTheObject() {
        String uploadId = cairn.s3().createMultipartUpload(request -> request
                .bucket(bucket).key("described").contentType("text/css")
                .cacheControl("no-store").metadata(Map.of("colour", "red"))).uploadId();
        var part = MultipartFixture.part(
                cairn.s3(), bucket, "described", uploadId, 1, new byte[] {1});
        MultipartFixture.complete(cairn.s3(), bucket, "described", uploadId, List.of(part));
        HeadObjectResponse head =
                cairn.s3().headObject(request -> request.bucket(bucket).key("described"));
        assertThat(head.contentType()).isEqualTo("text/css");
        assertThat(head.cacheControl()).isEqualTo("no-store");
        assertThat(head.metadata()).containsOnly(Map.entry("colour", "red"));
    }

    @Test
    void checksumAlgorithmAndType_areEchoed() {
        CreateMultipartUploadResponse created = cairn.s3().createMultipartUpload(request -> request
                .bucket(bucket).key("checked")
                .checksumAlgorithm("CRC32C").checksumType("FULL_OBJECT"));
        assertThat(created.checksumAlgorithmAsString()).isEqualTo("CRC32C");
        assertThat(created.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }

    @Test
    void anothersBucket_isAccessDenied() {
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.post("/" + bucket + "/k?uploads", "")));
    }

    @ParameterizedTest
    @MethodSource
    void requests(WireCase row) {
        row.check(cairn.wire(), bucket);
    }

    static Stream<WireCase> requests() {
        WireRequest post = WireRequest.post("/BUCKET/k?uploads", "");
        return Stream.of(
                WireCase.done("uploads with an equals sign", post.target("/BUCKET/k?uploads="),
                        200),
                WireCase.refused("missing bucket", post.target("/no-such-bucket/k?uploads"),
                        404, "NoSuchBucket"),
                WireCase.refused("whole-object SHA-256", post
                        .header("x-amz-checksum-algorithm", "SHA256")
                        .header("x-amz-checksum-type", "FULL_OBJECT"), 400, "InvalidRequest"),
                WireCase.refused("composite CRC64NVME", post
                        .header("x-amz-checksum-algorithm", "CRC64NVME")
                        .header("x-amz-checksum-type", "COMPOSITE"), 400, "InvalidRequest"),
                WireCase.refused("type without algorithm", post
                        .header("x-amz-checksum-type", "COMPOSITE"), 400, "InvalidRequest"),
                WireCase.refused("algorithm that is none", post
                        .header("x-amz-checksum-algorithm", "CRC16"), 400, "InvalidRequest"),
                WireCase.refused("storage class that is none", post
                        .header("x-amz-storage-class", "COLD"), 400, "InvalidStorageClass"),
                WireCase.refused("encryption by key service", post
                        .header("x-amz-server-side-encryption", "aws:kms"), 501, "NotImplemented"),
                WireCase.refused("another's bucket expected", post
                        .header("x-amz-expected-bucket-owner", "111122223333"),
                        403, "AccessDenied"));
    }

    private static byte[] contentOf(String key) {
        return cairn.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }
}

package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.WireCase;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Part;

/** UploadPart: numbers, replacement, arrival after the end of the upload. */
class UploadPartIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";
    private static String uploadId = "";

    @BeforeAll
    static void createUpload() {
        bucket = cairn.bucket();
        uploadId = MultipartFixture.create(cairn.s3(), bucket, "k");
    }

    @Test
    void etag_isTheMd5OfThePart() {
        byte[] content = TestBytes.of(1000, 1);
        assertThat(MultipartFixture.part(cairn.s3(), bucket, "k", uploadId, 1, content).eTag())
                .isEqualTo(TestBytes.etag(content));
    }

    @Test
    void repeat_hasTheSameTag() {
        byte[] content = TestBytes.of(1000, 2);
        String first = MultipartFixture.part(cairn.s3(), bucket, "k", uploadId, 2, content).eTag();
        assertThat(MultipartFixture.part(cairn.s3(), bucket, "k", uploadId, 2, content).eTag())
                .isEqualTo(first);
    }

    @Test
    void secondOfANumber_replacesTheFirstAndFreesItsBytes() {
        String own = cairn.bucket();
        String id = MultipartFixture.create(cairn.s3(), own, "k");
        MultipartFixture.part(cairn.s3(), own, "k", id, 1, TestBytes.of(2_000_000, 1));
        byte[] second = TestBytes.of(1_000_000, 2);
        MultipartFixture.part(cairn.s3(), own, "k", id, 1, second);
        assertThat(parts(own, id)).singleElement().satisfies(part -> {
            assertThat(part.size()).isEqualTo(1_000_000);
            assertThat(part.eTag()).isEqualTo(TestBytes.etag(second));
        });
        var upload = cairn.admin().uploads(own).getFirst();
        assertThat(upload.get("bytes").asLong()).isEqualTo(1_000_000);
        assertThat(upload.get("supersededBytes").asLong()).isEqualTo(2_000_000);
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void emptyPart_isAPart() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "empty");
        var part = MultipartFixture.part(cairn.s3(), bucket, "empty", id, 1, new byte[0]);
        MultipartFixture.complete(cairn.s3(), bucket, "empty", id, List.of(part));
        assertThat(cairn.s3().headObject(request -> request.bucket(bucket).key("empty"))
                .contentLength()).isZero();
    }

    @Test
    void partUnderAnAbortedUpload_isNoSuchUploadAndLeavesNothing() {
        String own = cairn.bucket();
        String id = MultipartFixture.create(cairn.s3(), own, "k");
        byte[] content = TestBytes.of(1_000_000, 1);
        WireRequest put = cairn.wire().sign(
                WireRequest.put("/" + own + "/k?partNumber=1&uploadId=" + id, content));
        try (WireConnection connection = cairn.wire().open()) {
            connection.sendHead(put).send(Arrays.copyOf(content, 500_000));
            cairn.s3().abortMultipartUpload(
                    request -> request.bucket(own).key("k").uploadId(id));
            connection.send(Arrays.copyOfRange(content, 500_000, content.length));
            Refused.with(404, "NoSuchUpload", connection.read());
        }
        assertThat(cairn.admin().usage(own).get("bytes").get("uploadOpen").asLong()).isZero();
        assertThat(cairn.s3().listMultipartUploads(request -> request.bucket(own)).uploads())
                .isEmpty();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void largePartUnderAnEndedUpload_isNoSuchUploadOnTheWire(boolean expect) {
        WireRequest part = WireRequest.put(
                "/" + bucket + "/k?partNumber=1&uploadId=unknown", new byte[5 << 20]);
        WireRequest put = cairn.wire().sign(
                expect ? part.header("Expect", "100-continue") : part);
        try (WireConnection connection = cairn.wire().open()) {
            connection.send(put);
            WireResponse response = connection.read();
            Refused.with(404, "NoSuchUpload", response);
            assertThat(response.header("connection")).contains("close");
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    /** This client writes all before it reads: a connection closed at once would hide the answer. */
    @Test
    void largePartUnderAnEndedUpload_isNoSuchUploadForTheSdk() {
        try (S3Client s3 = SdkClients.withoutExpect(cairn.process().ready().s3())) {
            Refused.with(404, "NoSuchUpload", () -> MultipartFixture.part(
                    s3, bucket, "k", "unknown", 1, new byte[5 << 20]));
        }
    }

    @Test
    void checksumOfThePart_isReturned() {
        String id = cairn.s3().createMultipartUpload(request -> request
                .bucket(bucket).key("checked").checksumAlgorithm("SHA256")).uploadId();
        var part = cairn.s3().uploadPart(
                request -> request.bucket(bucket).key("checked").uploadId(id).partNumber(1)
                        .checksumAlgorithm("SHA256"),
                RequestBody.fromString("part"));
        assertThat(part.checksumSHA256()).isNotEmpty();
        assertThat(cairn.s3().listParts(
                request -> request.bucket(bucket).key("checked").uploadId(id)).parts())
                .singleElement()
                .extracting(Part::checksumSHA256).isEqualTo(part.checksumSHA256());
    }

    @Test
    void anotherChecksumThanDeclared_isInvalidRequest() {
        String id = cairn.s3().createMultipartUpload(request -> request
                .bucket(bucket).key("declared").checksumAlgorithm("SHA256")).uploadId();
        Refused.with(400, "InvalidRequest", send(
                WireRequest.put("/BUCKET/declared?partNumber=1&uploadId=" + id, "123456789")
                        .header("x-amz-checksum-crc32", "y/Q5Jg==")));
    }

    @Test
    void anothersUpload_isAccessDenied() {
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(WireRequest.put(
                "/" + bucket + "/k?partNumber=9&uploadId=" + uploadId, "x")));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        WireRequest request = row.request();
        WireRequest addressed = request.target(request.target().replace("UPLOAD", uploadId));
        new WireCase(row.name(), addressed, row.status(), row.code()).check(cairn.wire(), bucket);
        assertThat(send(WireRequest.head("/BUCKET/k")).status()).isEqualTo(404);
    }

    static Stream<WireCase> refusals() {
        return Stream.of(
                row("number 0", "k?partNumber=0&uploadId=UPLOAD", 400, "InvalidArgument"),
                row("number 10001", "k?partNumber=10001&uploadId=UPLOAD", 400, "InvalidArgument"),
                row("number 1a", "k?partNumber=1a&uploadId=UPLOAD", 400, "InvalidArgument"),
                row("no number", "k?partNumber=&uploadId=UPLOAD", 400, "InvalidArgument"),
                row("no upload id", "k?partNumber=1", 400, "InvalidArgument"),
                row("no part number", "k?uploadId=UPLOAD", 400, "InvalidArgument"),
                row("unknown upload", "k?partNumber=1&uploadId=unknown", 404, "NoSuchUpload"),
                row("upload of another key", "other?partNumber=1&uploadId=UPLOAD",
                        404, "NoSuchUpload"),
                WireCase.refused("missing bucket", WireRequest.put(
                        "/no-such-bucket/k?partNumber=1&uploadId=UPLOAD", "x"),
                        404, "NoSuchBucket"),
                WireCase.refused("too large by its length", WireRequest.of(
                        "PUT", "/BUCKET/k?partNumber=1&uploadId=UPLOAD")
                        .header("Content-Length", "5368709121")
                        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                        400, "EntityTooLarge"),
                WireCase.refused("wrong MD5", WireRequest.put(
                        "/BUCKET/k?partNumber=7&uploadId=UPLOAD", "x")
                        .header("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="), 400, "BadDigest"));
    }

    private static WireCase row(String name, String keyAndQuery, int status, String code) {
        return WireCase.refused(
                name, WireRequest.put("/BUCKET/" + keyAndQuery, "x"), status, code);
    }

    private static List<Part> parts(String own, String id) {
        return cairn.s3().listParts(request -> request.bucket(own).key("k").uploadId(id)).parts();
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }
}

package dev.cairn.s3.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.s3.auth.TestSigner;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.ChecksumAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String HELLO_MD5 = "XUFAKrxLKna5cZ2REBfFkg==";
    private static final String EMPTY_MD5 = "1B2M2Y8AsgTpgAmY7PhCfg==";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    // Which checksum

    @Test
    void withoutChecksum_crc64nvmeIsKept() throws IOException {
        Payload payload = open(TestSigner.UNSIGNED, Headers.EMPTY, TestBody.of(HELLO));
        assertThat(payload.sentChecksum()).isNull();
        TestBody.readToEnd(payload, 100);
        assertThat(payload.digests().checksum().value())
                .isEqualTo(WireFixture.checksum(ChecksumAlgorithm.CRC64NVME, HELLO));
    }

    @ParameterizedTest
    @EnumSource
    void sentChecksum_isVerifiedAndKept(ChecksumAlgorithm algorithm) throws IOException {
        String right = WireFixture.checksum(algorithm, HELLO);
        Headers headers = Headers.builder().add(algorithm.headerName(), right).build();
        Payload payload = open(TestSigner.UNSIGNED, headers, TestBody.of(HELLO));
        assertThat(payload.sentChecksum()).isEqualTo(algorithm);
        TestBody.readToEnd(payload, 100);
        assertThat(payload.digests().checksum().value()).isEqualTo(right);
    }

    @ParameterizedTest
    @EnumSource
    void wrongChecksum_isBadDigestWhateverIsKept(ChecksumAlgorithm algorithm) throws IOException {
        String wrong = WireFixture.checksum(algorithm, new byte[0]);
        Headers headers = Headers.builder().add(algorithm.headerName(), wrong).build();
        for (ChecksumAlgorithm kept : ChecksumAlgorithm.values()) {
            Payload payload = open(TestSigner.UNSIGNED, headers, TestBody.of(HELLO));
            payload.keepChecksum(kept);
            TestBody.readToEnd(payload, 100);
            S3Exception refusal = catchThrowableOfType(S3Exception.class, payload::digests);
            assertThat(refusal.code()).isEqualTo(S3ErrorCode.BAD_DIGEST);
            assertThat(refusal.message())
                    .isEqualTo(
                            "The %s you specified did not match the calculated checksum."
                                    .formatted(algorithm));
        }
    }

    @Test
    void checksumInAPresignedQuery_isVerified() throws IOException {
        Payload payload =
                Payload.open(
                        TestSigner.head(
                                "PUT",
                                "/b/k?x-amz-checksum-crc32=AAAAAA%3D%3D"
                                        + "&x-amz-sdk-checksum-algorithm=CRC32&X-Amz-Signature=0",
                                Headers.EMPTY),
                        WireFixture.proof(TestSigner.UNSIGNED),
                        TestBody.of(HELLO));
        TestBody.readToEnd(payload, 100);
        assertThat(catchThrowableOfType(S3Exception.class, payload::digests).code())
                .isEqualTo(S3ErrorCode.BAD_DIGEST);
    }

    @Test
    void checksumOfComplete_isOfTheObjectAndLeftAlone() throws IOException {
        Headers headers =
                Headers.builder()
                        .add("x-amz-checksum-sha256", "c29tZQ==-5")
                        .add("x-amz-checksum-type", "COMPOSITE")
                        .build();
        Payload payload =
                Payload.open(
                        TestSigner.head("POST", "/b/k?uploadId=u", headers),
                        WireFixture.proof(TestSigner.sha256(HELLO)),
                        TestBody.of(HELLO));
        assertThat(payload.sentChecksum()).isNull();
        assertThat(payload.readAll(100)).isEqualTo(HELLO);
    }

    @Test
    void headersAboutChecksums_areNone() {
        Headers headers =
                Headers.builder()
                        .add("x-amz-checksum-algorithm", "SHA256")
                        .add("x-amz-checksum-type", "COMPOSITE")
                        .add("x-amz-checksum-mode", "ENABLED")
                        .build();
        assertThat(open(TestSigner.UNSIGNED, headers, TestBody.of(HELLO)).sentChecksum()).isNull();
    }

    // Heads that no body can follow

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "content-md5: XUFAKrxLKna5cZ2REBfF|InvalidDigest|was invalid.",
        "content-md5: not base64!|InvalidDigest|was invalid.",
        "content-md5: |InvalidDigest|was invalid.",
        "x-amz-checksum-crc32: AAAA|InvalidRequest|Value for x-amz-checksum-crc32 header is"
                + " invalid.",
        "x-amz-checksum-crc32: %|InvalidRequest|Value for x-amz-checksum-crc32 header is"
                + " invalid.",
        "x-amz-checksum-sha256: AAAAAA==|InvalidRequest|Value for x-amz-checksum-sha256"
                + " header is invalid.",
        "x-amz-checksum-crc32: AAAAAA==,x-amz-checksum-crc32c: AAAAAA==|InvalidRequest"
                + "|Multiple checksum Types are not allowed.",
        "x-amz-checksum-crc32: AAAAAA==,x-amz-checksum-crc32: AAAAAA==|InvalidRequest"
                + "|Multiple checksum Types are not allowed.",
        "x-amz-checksum-sha512: AAAAAA==|InvalidRequest|Value for x-amz-checksum-sha512 header is"
                + " invalid.",
        "x-amz-checksum-md5: AAAAAA==|InvalidRequest|Value for x-amz-checksum-md5 header is"
                + " invalid.",
        "x-amz-checksum-xxhash128: AAAAAAAAAAA=|InvalidRequest|Value for x-amz-checksum-xxhash128"
                + " header is invalid.",
        "x-amz-checksum-blake3: AAAAAA==|NotImplemented|not implemented",
        "x-amz-sdk-checksum-algorithm: CRC32|InvalidRequest|no corresponding"
                + " x-amz-checksum-* or x-amz-trailer headers were found.",
        "x-amz-checksum-crc32: AAAAAA==,x-amz-sdk-checksum-algorithm: SHA1|InvalidRequest"
                + "|Value for x-amz-sdk-checksum-algorithm header is invalid.",
    })
    void wrongHead_isRefusedBeforeTheBody(String fields, String code, String message) {
        S3Exception refusal =
                catchThrowableOfType(
                        S3Exception.class,
                        () -> open(TestSigner.UNSIGNED, headers(fields), TestBody.of(HELLO)));
        assertThat(refusal.code().code()).isEqualTo(code);
        assertThat(refusal.message()).contains(message);
    }

    @Test
    void checksumThatIsNotComputedHere_isNamed() {
        Headers headers = Headers.builder().add("x-amz-checksum-blake3", "AA==").build();
        S3Exception refusal =
                catchThrowableOfType(
                        S3Exception.class,
                        () -> open(TestSigner.UNSIGNED, headers, TestBody.of(HELLO)));
        assertThat(refusal.details()).isEqualTo(Map.of("Header", "x-amz-checksum-blake3"));
    }

    @ParameterizedTest
    @CsvSource({
        "unsigned-payload, InvalidArgument",
        "abc, InvalidArgument",
        "'', InvalidArgument",
        "STREAMING-UNSIGNED-PAYLOAD, InvalidArgument",
        "STREAMING-AWS4-HMAC-SHA256-EVENTS, InvalidArgument",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, NotImplemented",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER, NotImplemented",
    })
    void otherContentSha256_isRefused(String value, String code) {
        S3Exception refusal =
                catchThrowableOfType(
                        S3Exception.class, () -> open(value, Headers.EMPTY, TestBody.of(HELLO)));
        assertThat(refusal.code().code()).isEqualTo(code);
        assertThat(refusal.details()).containsValue("x-amz-content-sha256");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x-amz-trailer: x-amz-checksum-crc32|MissingContentLength",
        "x-amz-decoded-content-length: -1|InvalidArgument",
        "x-amz-decoded-content-length: 1e3|InvalidArgument",
        "x-amz-decoded-content-length: 5,x-amz-trailer: x-amz-meta-a|InvalidRequest",
        "x-amz-decoded-content-length: 5,x-amz-trailer: x-amz-checksum-type|InvalidRequest",
        "x-amz-decoded-content-length: 5,x-amz-trailer: x-amz-checksum-blake3"
                + "|NotImplemented",
        "x-amz-decoded-content-length: 5,x-amz-trailer: x-amz-checksum-crc32,"
                + "x-amz-trailer: x-amz-checksum-crc32|InvalidRequest",
        "x-amz-decoded-content-length: 5,x-amz-trailer: x-amz-checksum-crc32,"
                + "x-amz-checksum-crc32: AAAAAA==|InvalidRequest",
        "x-amz-decoded-content-length: 5,x-amz-trailer: x-amz-checksum-crc32,"
                + "x-amz-sdk-checksum-algorithm: SHA256|InvalidRequest",
    })
    void wrongHeadOfChunks_isRefusedBeforeTheBody(String fields, String code) {
        S3Exception refusal =
                catchThrowableOfType(
                        S3Exception.class,
                        () -> open(UNSIGNED_TRAILER, headers(fields), TestBody.of(HELLO)));
        assertThat(refusal.code().code()).isEqualTo(code);
    }

    // Bodies that are not what the head says

    @Test
    void otherSha256_isContentSha256MismatchWithBoth() {
        String promised = TestSigner.sha256(new byte[0]);
        S3Exception refusal = refusedAtEnd(promised, Headers.EMPTY, HELLO);
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
        assertThat(refusal.details())
                .isEqualTo(
                        Map.of(
                                "ClientComputedContentSHA256", promised,
                                "S3ComputedContentSHA256", TestSigner.sha256(HELLO)));
    }

    @Test
    void otherMd5_isBadDigestWithBoth() {
        Headers headers = Headers.builder().add("Content-MD5", HELLO_MD5).build();
        S3Exception refusal = refusedAtEnd(TestSigner.UNSIGNED, headers, new byte[0]);
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.BAD_DIGEST);
        assertThat(refusal.details())
                .isEqualTo(
                        Map.of(
                                "ExpectedDigest", "5d41402abc4b2a76b9719d911017c592",
                                "CalculatedDigest", EMPTY_MD5));
    }

    @Test
    void rightMd5_isAccepted() throws IOException {
        Headers headers = Headers.builder().add("Content-MD5", HELLO_MD5).build();
        assertThat(open(TestSigner.UNSIGNED, headers, TestBody.of(HELLO)).readAll(5))
                .isEqualTo(HELLO);
    }

    @Test
    void fewerBytesThanContentLength_areIncompleteBody() {
        TestBody body = TestBody.ofLength(HELLO, HELLO.length + 1);
        Payload payload = open(TestSigner.UNSIGNED, Headers.EMPTY, body);
        assertThat(
                catchThrowableOfType(
                        S3Exception.class, () -> TestBody.readToEnd(payload, 100))
                        .code())
                .isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
    }

    @Test
    void unknownLength_isReadToItsEnd() throws IOException {
        Payload payload =
                open(TestSigner.UNSIGNED, Headers.EMPTY, TestBody.ofUnknownLength(HELLO));
        assertThat(payload.length()).isEmpty();
        assertThat(TestBody.readToEnd(payload, 100).bytes()).isEqualTo(HELLO);
        assertThat(payload.digests().sizeBytes()).isEqualTo(HELLO.length);
    }

    @Test
    void absentLength_isMissingForAnObjectAndEmptyForADocument() throws IOException {
        Payload object = open(TestSigner.UNSIGNED, Headers.EMPTY, TestBody.absent());
        assertThat(catchThrowableOfType(S3Exception.class, object::length).code())
                .isEqualTo(S3ErrorCode.MISSING_CONTENT_LENGTH);
        assertThat(
                catchThrowableOfType(
                        S3Exception.class, () -> TestBody.readToEnd(object, 100))
                        .code())
                .isEqualTo(S3ErrorCode.MISSING_CONTENT_LENGTH);
        Payload document = open(TestSigner.UNSIGNED, Headers.EMPTY, TestBody.absent());
        assertThat(document.readAll(100)).isEmpty();
    }

    @Test
    void emptyObject_hasItsDigests() throws IOException {
        Payload payload =
                open(TestSigner.sha256(new byte[0]), Headers.EMPTY, TestBody.of(new byte[0]));
        assertThat(TestBody.readToEnd(payload, 10).bytes()).isEmpty();
        assertThat(payload.digests().sizeBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16_384, 20_000})
    void documentOfAnySize_isReadUpToItsLimit(int size) throws IOException {
        byte[] bytes = new byte[size];
        for (int limit : new int[] {size, size + 1, 100_000}) {
            Payload payload =
                    open(TestSigner.UNSIGNED, Headers.EMPTY, TestBody.ofUnknownLength(bytes));
            assertThat(payload.readAll(limit)).isEqualTo(bytes);
        }
        Payload tooBig =
                open(TestSigner.UNSIGNED, Headers.EMPTY, TestBody.ofUnknownLength(bytes));
        if (size > 0) {
            assertThat(
                    catchThrowableOfType(
                            S3Exception.class, () -> tooBig.readAll(size - 1))
                            .code())
                    .isEqualTo(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
        }
    }

    private static S3Exception refusedAtEnd(String contentSha256, Headers headers, byte[] body) {
        Payload payload = open(contentSha256, headers, TestBody.of(body));
        return catchThrowableOfType(S3Exception.class, () -> payload.readAll(1000));
    }

    private static Payload open(String contentSha256, Headers headers, TestBody body) {
        return Payload.open(
                TestSigner.head("PUT", "/b/k", headers), WireFixture.proof(contentSha256), body);
    }

    private static Headers headers(String fields) {
        Headers.Builder headers = Headers.builder();
        for (String field : fields.split(",", -1)) {
            int colon = field.indexOf(':');
            headers.add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        return headers.build();
    }
}

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
import org.junit.jupiter.params.provider.ValueSource;

/** What is right and wrong in aws-chunked framing, beyond what a change of one byte shows. */
final class ChunkedBodyTest {
    private static final String CRC32 = "x-amz-checksum-crc32";
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String HELLO_CRC32 =
            WireFixture.checksum(ChecksumAlgorithm.CRC32, HELLO);

    @ParameterizedTest
    @ValueSource(strings = {
        "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:%s\r\n\r\n",
        "0005\r\nhello\r\n000\r\nX-Amz-Checksum-CRC32: %s \r\n\r\n",
        // With the lone LF that some clients put behind a trailer.
        "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:%s\n\r\n\r\n",
    })
    void clientsOfAllKinds_areUnderstood(String wire) throws IOException {
        assertThat(unsigned(wire.formatted(HELLO_CRC32), 5, CRC32).readAll(5)).isEqualTo(HELLO);
    }

    @Test
    void trailerOfSignedChunks_mayHaveALoneLineFeed() throws IOException {
        String wire =
                new String(
                        WireFixture.SIGNER.chunks(
                                HELLO, 8192, WireFixture.SEED, CRC32 + ":" + HELLO_CRC32),
                        StandardCharsets.ISO_8859_1);
        String withLineFeed = wire.replace(HELLO_CRC32 + "\r\n", HELLO_CRC32 + "\n\r\n");
        assertThat(withLineFeed).isNotEqualTo(wire);
        assertThat(signedWithTrailer(withLineFeed).readAll(5)).isEqualTo(HELLO);
    }

    @Test
    void noTrailerAnnounced_isNoneExpected() throws IOException {
        assertThat(unsigned("5\r\nhello\r\n0\r\n\r\n", 5, "").readAll(5)).isEqualTo(HELLO);
        assertThat(unsigned("0\r\n\r\n", 0, "").readAll(5)).isEmpty();
    }

    @Test
    void emptyObject_isSignedToo() throws IOException {
        byte[] wire = WireFixture.SIGNER.chunks(new byte[0], 8192, WireFixture.SEED, "");
        Headers headers = Headers.builder().add("x-amz-decoded-content-length", "0").build();
        Payload payload =
                WireFixture.SIGNED_CHUNKS.open("PUT", "/b/k", headers, TestBody.of(wire));
        assertThat(payload.readAll(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // Framing
        "5;chunk-signature=00\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "5;ext\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "\\r\\n5\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "5\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "' 5\\r\\nhello\\r\\n0\\r\\n\\r\\n'|IncompleteBody",
        "-5\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "0x5\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "g\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "ffffffffffffffff\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "10000000000000005\\r\\nhello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "5\\r\\nhellohello\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "5\\r\\nhel\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "5\\r\\nhello\\r\\n0\\r\\n|IncompleteBody",
        "5\\r\\nhello\\r\\n0\\r\\n\\r|IncompleteBody",
        "5\\r\\nhello\\r\\n0\\r\\n\\r\\n0\\r\\n|IncompleteBody",
        "5\\r\\nhello\\r\\n|IncompleteBody",
        "|IncompleteBody",
        // Length
        "4\\r\\nhell\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "6\\r\\nhello!\\r\\n0\\r\\n\\r\\n|IncompleteBody",
        "0\\r\\n\\r\\n|IncompleteBody",
        "2\\r\\nhe\\r\\n3\\r\\nllo\\r\\n0\\r\\n\\r\\n|InvalidChunkSizeError",
        // Trailer
        "5\\r\\nhello\\r\\n0\\r\\nx-amz-checksum-crc32:NhCmhg==\\r\\n\\r\\n"
                + "|MalformedTrailerError",
        "5\\r\\nhello\\r\\n0\\r\\nx-amz-trailer-signature:00\\r\\n\\r\\n"
                + "|MalformedTrailerError",
        "5\\r\\nhello\\r\\n0\\r\\nnonsense\\r\\n\\r\\n|MalformedTrailerError",
    })
    void brokenFraming_isRefused(String wire, String code) {
        String bytes = wire == null ? "" : wire.translateEscapes();
        assertThat(refusal(unsigned(bytes, 5, "")).code().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "'', MalformedTrailerError",
        "x-amz-checksum-crc32c:AAAAAA==, MalformedTrailerError",
        "x-amz-checksum-crc32:AAAA, InvalidRequest",
        "x-amz-checksum-crc32:, InvalidRequest",
        "x-amz-checksum-crc32:AAAAAA==, BadDigest",
        ":AAAAAA==, MalformedTrailerError",
        "x-amz-checksum-crc32 :NhCmhg==, MalformedTrailerError",
    })
    void trailerOtherThanAnnounced_isRefused(String trailer, String code) {
        String wire =
                "5\r\nhello\r\n0\r\n" + (trailer.isEmpty() ? "" : trailer + "\r\n") + "\r\n";
        assertThat(refusal(unsigned(wire, 5, CRC32)).code().code()).isEqualTo(code);
    }

    @Test
    void secondTrailer_isMalformed() {
        String line = CRC32 + ":" + HELLO_CRC32 + "\r\n";
        String wire = "5\r\nhello\r\n0\r\n" + line + line + "\r\n";
        assertThat(refusal(unsigned(wire, 5, CRC32)).code())
                .isEqualTo(S3ErrorCode.MALFORMED_TRAILER_ERROR);
    }

    @Test
    void smallChunkBeforeAnother_isNamed() {
        String wire = "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
        assertThat(refusal(unsigned(wire, 5, "")).details())
                .isEqualTo(Map.of("Chunk", "1", "BadChunkSize", "2"));
    }

    @Test
    void headersAndTrailersWithoutEnd_areBounded() {
        assertThat(refusal(unsigned("0".repeat(100_000), 5, "")).code())
                .isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
        String trailer = "5\r\nhello\r\n0\r\n" + "x:y\r\n".repeat(10_000) + "\r\n";
        assertThat(refusal(unsigned(trailer, 5, CRC32)).code())
                .isEqualTo(S3ErrorCode.MALFORMED_TRAILER_ERROR);
    }

    @Test
    void wrongChunkSignature_saysWhatWasSigned() {
        byte[] wire = WireFixture.SIGNER.chunks(HELLO, 8192, "0".repeat(64), "");
        Headers headers = Headers.builder().add("x-amz-decoded-content-length", "5").build();
        Payload payload =
                WireFixture.SIGNED_CHUNKS.open("PUT", "/b/k", headers, TestBody.of(wire));
        S3Exception refusal = refusal(payload);
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(refusal.details().get("StringToSign"))
                .startsWith("AWS4-HMAC-SHA256-PAYLOAD\n20260304T050607Z\n")
                .contains(WireFixture.SEED)
                .endsWith(TestSigner.sha256(HELLO));
    }

    @Test
    void chunksInAnotherOrder_areRefused() {
        byte[] object = WireFixture.OBJECT;
        String wire =
                new String(
                        WireFixture.SIGNER.chunks(object, 8192, WireFixture.SEED, ""),
                        StandardCharsets.ISO_8859_1);
        int second = wire.indexOf("12c;chunk-signature=");
        int last = wire.lastIndexOf("0;chunk-signature=");
        String swapped =
                wire.substring(second, last) + wire.substring(0, second) + wire.substring(last);
        Payload payload =
                WireFixture.SIGNED_CHUNKS.open(
                        TestBody.of(swapped.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(refusal(payload).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void signedTrailerWithoutSignature_isMalformed() {
        byte[] wire = WireFixture.SIGNER.chunks(HELLO, 8192, WireFixture.SEED, "");
        assertThat(refusal(signedWithTrailer(new String(wire, StandardCharsets.ISO_8859_1))).code())
                .isEqualTo(S3ErrorCode.MALFORMED_TRAILER_ERROR);
    }

    private static S3Exception refusal(Payload payload) {
        S3Exception refusal =
                catchThrowableOfType(S3Exception.class, () -> payload.readAll(100_000));
        assertThat(refusal).as("refused").isNotNull();
        return refusal;
    }

    private static Payload unsigned(String wire, int length, String trailer) {
        Headers.Builder headers =
                Headers.builder().add("x-amz-decoded-content-length", Integer.toString(length));
        if (!trailer.isEmpty()) {
            headers.add("x-amz-trailer", trailer);
        }
        TestBody body = TestBody.of(wire.getBytes(StandardCharsets.US_ASCII));
        return WireFixture.UNSIGNED_CHUNKS_WITH_TRAILER.open(
                "PUT", "/b/k", headers.build(), body);
    }

    private static Payload signedWithTrailer(String wire) {
        Headers headers =
                Headers.builder()
                        .add("x-amz-decoded-content-length", "5")
                        .add("x-amz-trailer", CRC32)
                        .build();
        return WireFixture.SIGNED_CHUNKS_WITH_TRAILER.open(
                "PUT", "/b/k", headers, TestBody.of(wire.getBytes(StandardCharsets.ISO_8859_1)));
    }
}

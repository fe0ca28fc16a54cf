package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.ChunkSigner;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireClient;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The five ways to send a body, and what is wrong in each of them. */
class PayloadModesIT {
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final byte[] FIRST = TestBytes.of(70_000, 1);
    private static final byte[] SECOND = TestBytes.of(1_000, 2);
    private static final byte[] CONTENT = join(FIRST, SECOND);
    private static final String CRC32 = crc32(CONTENT);
    private static final String OTHER_CRC32 = crc32(FIRST);

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void hashOfThePayload_isStored() {
        assertStored(cairn.wire().send(WireRequest.put(target(), CONTENT)));
    }

    @Test
    void unsignedPayload_isStored() {
        assertStored(cairn.wire().send(WireRequest.put(target(), CONTENT)
                .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")));
    }

    @Test
    void presigned_isStored() {
        assertStored(cairn.wire().sendPresigned(WireRequest.put(target(), CONTENT)));
    }

    @Test
    void signedChunks_areStored() {
        assertStored(streaming(SIGNED, "", (chunks, none) -> join(
                chunks.chunk(FIRST), chunks.chunk(SECOND), chunks.chunk(new byte[0]),
                ChunkSigner.end())));
    }

    @Test
    void signedChunksWithTrailer_areStored() {
        assertStored(streaming(SIGNED_TRAILER, "x-amz-checksum-crc32", (chunks, name) -> join(
                chunks.chunk(FIRST), chunks.chunk(SECOND), chunks.chunk(new byte[0]),
                chunks.trailer(name, CRC32))));
    }

    @Test
    void unsignedChunksWithTrailer_areStored() {
        assertStored(streaming(UNSIGNED_TRAILER, "x-amz-checksum-crc32",
                (chunks, name) -> unsigned(name + ":" + CRC32)));
    }

    @Test
    void encodingOfTheObject_isKeptWithoutTheFraming() {
        WireRequest put = WireRequest.of("PUT", target())
                .header("Content-Encoding", "aws-chunked,gzip")
                .header("x-amz-content-sha256", UNSIGNED_TRAILER)
                .header("x-amz-decoded-content-length", String.valueOf(CONTENT.length))
                .header("x-amz-trailer", "x-amz-checksum-crc32")
                .body(unsigned("x-amz-checksum-crc32:" + CRC32));
        WireRequest signed = cairn.wire().sign(put);
        assertStored(cairn.wire().sendAsIs(signed));
        assertThat(cairn.wire().send(WireRequest.head(target())).header("content-encoding"))
                .contains("gzip");
    }

    /** One way to spoil a streamed body, and the error that says so. */
    record Spoiled(
            String name, String mode, String trailer,
            BiFunction<ChunkSigner, String, byte[]> body, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    void spoiledBodies(Spoiled row) {
        cairn.wire().send(WireRequest.put(target(), "old"));
        Refused.with(row.status, row.code, streaming(row.mode, row.trailer, row.body));
        assertThat(cairn.wire().send(WireRequest.get(target())).text()).isEqualTo("old");
    }

    static Stream<Spoiled> spoiledBodies() {
        String crc32 = "x-amz-checksum-crc32";
        return Stream.of(
                new Spoiled("forged chunk", SIGNED, "", (chunks, none) -> join(
                        forge(chunks.chunk(FIRST)), chunks.chunk(SECOND),
                        chunks.chunk(new byte[0]), ChunkSigner.end()),
                        403, "SignatureDoesNotMatch"),
                new Spoiled("chunks in another order", SIGNED, "", (chunks, none) -> {
                    byte[] one = chunks.chunk(FIRST);
                    byte[] two = chunks.chunk(SECOND);
                    return join(two, one, chunks.chunk(new byte[0]), ChunkSigner.end());
                }, 403, "SignatureDoesNotMatch"),
                new Spoiled("forged last chunk", SIGNED, "", (chunks, none) -> join(
                        chunks.chunk(FIRST), chunks.chunk(SECOND),
                        "0;chunk-signature=".getBytes(StandardCharsets.US_ASCII),
                        "0".repeat(64).getBytes(StandardCharsets.US_ASCII),
                        ChunkSigner.end(), ChunkSigner.end()),
                        403, "SignatureDoesNotMatch"),
                new Spoiled("forged trailer", SIGNED_TRAILER, crc32, (chunks, name) -> {
                    byte[] data = join(chunks.chunk(FIRST), chunks.chunk(SECOND),
                            chunks.chunk(new byte[0]));
                    String trailer = new String(
                            chunks.trailer(name, OTHER_CRC32), StandardCharsets.US_ASCII);
                    return join(data, trailer.replace(OTHER_CRC32, CRC32)
                            .getBytes(StandardCharsets.US_ASCII));
                }, 403, "SignatureDoesNotMatch"),
                new Spoiled("wrong checksum, signed", SIGNED_TRAILER, crc32,
                        (chunks, name) -> join(chunks.chunk(FIRST), chunks.chunk(SECOND),
                                chunks.chunk(new byte[0]), chunks.trailer(name, OTHER_CRC32)),
                        400, "BadDigest"),
                new Spoiled("wrong checksum, unsigned", UNSIGNED_TRAILER, crc32,
                        (chunks, name) -> unsigned(name + ":" + OTHER_CRC32),
                        400, "BadDigest"),
                new Spoiled("announced trailer that is missing", UNSIGNED_TRAILER, crc32,
                        (chunks, name) -> unsigned(""), 400, "MalformedTrailerError"),
                new Spoiled("size of a chunk that is no number", UNSIGNED_TRAILER, crc32,
                        (chunks, name) -> "zz\r\n".getBytes(StandardCharsets.US_ASCII),
                        400, "IncompleteBody"),
                new Spoiled("fewer bytes than announced", UNSIGNED_TRAILER, crc32,
                        (chunks, name) -> join(
                                "3e8\r\n".getBytes(StandardCharsets.US_ASCII), SECOND,
                                ("\r\n0\r\n" + name + ":" + crc32(SECOND) + "\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII)),
                        400, "IncompleteBody"));
    }

    @Test
    void presignedChecksum_mustFitTheBody() {
        WireRequest put = WireRequest.put(target() + "?x-amz-checksum-crc32=AAAAAA==", CONTENT);
        Refused.with(400, "BadDigest", cairn.wire().sendPresigned(put));
    }

    private static void assertStored(WireResponse response) {
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        assertThat(response.header("etag")).contains(TestBytes.etag(CONTENT));
        assertThat(cairn.wire().send(WireRequest.get(target())).body()).isEqualTo(CONTENT);
    }

    /** Sends an aws-chunked body made by a function of the chunk signer and the trailer's name. */
    private static WireResponse streaming(
            String mode, String trailer, BiFunction<ChunkSigner, String, byte[]> body) {
        WireClient wire = cairn.wire();
        WireRequest head = WireRequest.of("PUT", target())
                .header("Content-Encoding", "aws-chunked")
                .header("x-amz-content-sha256", mode)
                .header("x-amz-decoded-content-length", String.valueOf(CONTENT.length));
        WireRequest announced = trailer.isEmpty() ? head : head.header("x-amz-trailer", trailer);
        Signer.Seed seed = wire.signer().signSeed(announced, wire.host());
        return wire.sendAsIs(seed.request().body(body.apply(seed.chunks(), trailer)));
    }

    private static byte[] unsigned(String trailer) {
        String end = trailer.isEmpty() ? "\r\n0\r\n\r\n" : "\r\n0\r\n" + trailer + "\r\n\r\n";
        return join(
                (Integer.toHexString(CONTENT.length) + "\r\n").getBytes(StandardCharsets.US_ASCII),
                CONTENT,
                end.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] forge(byte[] chunk) {
        byte[] forged = chunk.clone();
        forged[forged.length - 3] ^= 1;
        return forged;
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    private static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        long value = crc.getValue();
        return Base64.getEncoder().encodeToString(new byte[] {
            (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    private static String target() {
        return "/" + bucket + "/streamed";
    }
}

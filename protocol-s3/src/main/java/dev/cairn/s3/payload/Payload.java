package dev.cairn.s3.payload;

import dev.cairn.s3.auth.PayloadProof;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ObjectContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The decoded body of a request, which verifies itself: aws-chunked framing, chunk signatures,
 * trailers, Content-MD5, checksums and SHA-256 are checked at its end, so that nothing can commit
 * before they hold. Read by one thread.
 */
public final class Payload implements ObjectContent {
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final int DOCUMENT_BYTES_FIRST = 8192;

    private final WireBody wire;
    private final PromisedDigests promised;
    private final byte @Nullable [] promisedSha256;
    private final OptionalLong length;
    private final boolean lengthIsAbsent;

    private ChecksumAlgorithm kept;
    private @Nullable RunningDigests running;
    private boolean ended;

    private Payload(
            WireBody wire,
            PromisedDigests promised,
            byte @Nullable [] promisedSha256,
            OptionalLong length,
            boolean lengthIsAbsent) {
        this.wire = wire;
        this.promised = promised;
        this.promisedSha256 = promisedSha256;
        this.length = length;
        this.lengthIsAbsent = lengthIsAbsent;
        ChecksumAlgorithm sent = promised.sent();
        kept = sent == null ? ChecksumAlgorithm.CRC64NVME : sent;
    }

    /**
     * Prepares the body; reads nothing yet.
     *
     * @throws S3Exception for heads that can never be followed by a right body: InvalidDigest,
     *     InvalidRequest, MissingContentLength (chunks without their decoded length),
     *     NotImplemented (a checksum header that cannot be verified; a body that is cut by HTTP
     *     alone, of which S3 cannot tell beforehand how long it is), …
     */
    public static Payload open(RequestHead head, PayloadProof proof, RequestBody body) {
        RequestTarget target = RequestTarget.parse(head.target());
        Headers headers = head.withPresignedHeaders(target).headers();
        PayloadMode mode = PayloadMode.of(proof.contentSha256());
        PromisedDigests promised =
                PromisedDigests.of(headers, mode, checksumIsOfObject(head.method(), target));
        if (mode.chunked()) {
            long decodedLength = decodedLength(headers);
            ChunkSignatures signatures = mode.chunksSigned() ? new ChunkSignatures(proof) : null;
            WireBody chunks =
                    new ChunkedBody(body, decodedLength, signatures, mode.hasTrailer());
            return new Payload(chunks, promised, null, OptionalLong.of(decodedLength), false);
        }
        if (headers.contains("transfer-encoding")) {
            throw S3Exception.headerNotImplemented("Transfer-Encoding");
        }
        byte[] sha256 =
                mode == PayloadMode.SIGNED
                        ? HexFormat.of().parseHex(proof.contentSha256())
                        : null;
        OptionalLong length =
                body.length() < 0 ? OptionalLong.empty() : OptionalLong.of(body.length());
        return new Payload(
                new PlainBody(body), promised, sha256, length, body.lengthIsAbsent());
    }

    /** The algorithm whose checksum the client sends (header, trailer); null when it sends none. */
    public @Nullable ChecksumAlgorithm sentChecksum() {
        return promised.sent();
    }

    /**
     * Chooses the checksum that {@link #digests} carries; to be called before the first read.
     * Default: the one the client sends, else CRC64NVME. A sent one is verified in any case.
     */
    public void keepChecksum(ChecksumAlgorithm algorithm) {
        if (running != null) {
            throw new AssertionError("the checksum is chosen before the first read");
        }
        kept = algorithm;
    }

    /** How many decoded bytes have been read so far. */
    public long readBytes() {
        return running == null ? 0 : running.sizeBytes();
    }

    /**
     * Reads a small document to its verified end. A body that is absent is an empty document.
     *
     * @throws S3Exception MaxMessageLengthExceeded beyond the limit, or whatever {@link #digests}
     *     throws
     */
    public byte[] readAll(int bytesMax) throws IOException {
        if (length.orElse(0) > bytesMax) {
            throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
        }
        // One byte more than allowed tells a document of the limit from one beyond it.
        int most = bytesMax == Integer.MAX_VALUE ? bytesMax : bytesMax + 1;
        ByteBuffer document = ByteBuffer.allocate(Math.min(most, DOCUMENT_BYTES_FIRST));
        while (readVerified(document) >= 0) {
            if (document.position() > bytesMax) {
                throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
            }
            if (!document.hasRemaining()) {
                int capacity = (int) Math.min(most, document.capacity() * 2L);
                document = ByteBuffer.allocate(capacity).put(document.flip());
            }
        }
        digests();
        return Arrays.copyOf(document.array(), document.position());
    }

    /**
     * The decoded length; empty when the body comes in chunks of HTTP's own.
     *
     * @throws S3Exception MissingContentLength where the head says nothing of a length: an object
     *     is not made of a body that nobody announced
     */
    @Override
    public OptionalLong length() {
        requireLength();
        return length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireLength();
        return readVerified(target);
    }

    @Override
    public Digests digests() {
        if (!ended) {
            throw new AssertionError("digests are known at the end only");
        }
        RunningDigests.Ended actual = running().end();
        verifySha256(actual);
        verifyMd5(actual);
        verifyChecksum(actual);
        return new Digests(actual.sizeBytes(), actual.md5(), actual.kept());
    }

    private void requireLength() {
        if (lengthIsAbsent) {
            throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
    }

    private int readVerified(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = wire.read(target);
        if (count < 0) {
            ended = true;
        } else {
            running().update(target.duplicate().position(start).limit(start + count));
        }
        return count;
    }

    private RunningDigests running() {
        if (running == null) {
            running = new RunningDigests(kept, promised.sent(), promisedSha256 != null);
        }
        return running;
    }

    private void verifySha256(RunningDigests.Ended actual) {
        if (promisedSha256 != null && !Arrays.equals(promisedSha256, actual.sha256())) {
            HexFormat hex = HexFormat.of();
            throw S3Exception.of(
                    S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
                    "ClientComputedContentSHA256",
                    hex.formatHex(promisedSha256),
                    "S3ComputedContentSHA256",
                    hex.formatHex(actual.sha256()));
        }
    }

    private void verifyMd5(RunningDigests.Ended actual) {
        byte[] expected = promised.md5();
        if (expected != null && !Arrays.equals(expected, actual.md5())) {
            throw S3Exception.of(
                    S3ErrorCode.BAD_DIGEST,
                    "ExpectedDigest",
                    HexFormat.of().formatHex(expected),
                    "CalculatedDigest",
                    Base64.getEncoder().encodeToString(actual.md5()));
        }
    }

    private void verifyChecksum(RunningDigests.Ended actual) {
        Checksum expected = promised.checksum();
        if (wire instanceof ChunkedBody chunks) {
            Checksum inTrailer = chunks.trailer().checksum(promised.trailer());
            expected = expected == null ? inTrailer : expected;
        }
        if (expected != null && !Arrays.equals(expected.bytes(), actual.sent())) {
            throw S3Exception.saying(
                    S3ErrorCode.BAD_DIGEST,
                    "The %s you specified did not match the calculated checksum."
                            .formatted(expected.algorithm()));
        }
    }

    /**
     * Whether a checksum header is that of a multipart object: CompleteMultipartUpload, alone of
     * all operations, sends one that is not over its own body.
     */
    private static boolean checksumIsOfObject(String method, RequestTarget target) {
        return method.equals("POST") && target.query().contains("uploadId");
    }

    private static long decodedLength(Headers headers) {
        String text = headers.first(DECODED_LENGTH);
        if (text == null) {
            throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        try {
            long length = Long.parseLong(text.strip());
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, like a negative one.
        }
        throw S3Exception.invalidArgument(
                "%s must be a non-negative integer".formatted(DECODED_LENGTH),
                DECODED_LENGTH,
                text);
    }
}

package dev.cairn.s3.payload;

import dev.cairn.s3.auth.PayloadProof;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ObjectContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The decoded body of a request, which verifies itself: aws-chunked framing, chunk signatures,
 * trailers, Content-MD5, checksums and SHA-256 are checked at its end, so that nothing can commit
 * before they hold.
 */
public final class Payload implements ObjectContent {
    private Payload() {}

    /**
     * Prepares the body; reads nothing yet.
     *
     * @throws dev.cairn.s3.error.S3Exception for heads that can never be followed by a right body:
     *     InvalidDigest, InvalidRequest, MissingContentLength, NotImplemented (a checksum header that
     *     cannot be verified), …
     */
    public static Payload open(RequestHead head, PayloadProof proof, RequestBody body) {
        throw new UnsupportedOperationException();
    }

    /** The algorithm whose checksum the client sends (header, trailer); null when it sends none. */
    public @Nullable ChecksumAlgorithm sentChecksum() {
        throw new UnsupportedOperationException();
    }

    /**
     * Chooses the checksum that {@link #digests} carries; to be called before the first read.
     * Default: the one the client sends, else CRC64NVME. A sent one is verified in any case.
     */
    public void keepChecksum(ChecksumAlgorithm algorithm) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a small document to its verified end.
     *
     * @throws dev.cairn.s3.error.S3Exception MaxMessageLengthExceeded beyond the limit, or whatever
     *     {@link #digests} throws
     */
    public byte[] readAll(int bytesMax) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong length() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Digests digests() {
        throw new UnsupportedOperationException();
    }
}

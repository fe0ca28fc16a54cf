package dev.cairn.s3.payload;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body in aws-chunked framing: chunks of a size in hex, perhaps a signature, and bytes; a chunk
 * of no bytes ends them, behind which there may be a trailer.
 *
 * <p>Bytes are passed on before the signature of their chunk is known, straight into the reader's
 * buffer, so that a chunk may be of any size; only headers and the trailer are kept, both bounded.
 *
 * <p>Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
 * Transferring Payload in Multiple Chunks".
 */
final class ChunkedBody implements WireBody {
    /** A size of 16 digits and a signature take 97. */
    private static final int HEADER_BYTES_MAX = 256;

    private static final int TRAILER_BYTES_MAX = 4096;

    /** What S3 asks of every chunk but the last. */
    private static final long CHUNK_BYTES_MIN = 8192;

    private static final String SIGNATURE = ";chunk-signature=";

    private final RequestBody body;
    private final long decodedLength;
    private final @Nullable ChunkSignatures signatures;
    private final boolean mayHaveTrailer;

    /** Read ahead for headers; small, since what is data in it is copied. */
    private final ByteBuffer wire = ByteBuffer.allocate(1024).limit(0);

    private final byte[] line = new byte[HEADER_BYTES_MAX];

    private State state = State.HEADER;
    private long decoded;
    private int chunkNumber;
    private long chunkSize;
    private long chunkLeft;
    private String chunkSignature = "";
    private @Nullable Trailer trailer;

    private enum State {
        HEADER,
        DATA,
        CHUNK_END,
        DONE
    }

    /**
     * A body of this many bytes once decoded.
     *
     * @param signatures null where chunks are not signed
     */
    ChunkedBody(
            RequestBody body,
            long decodedLength,
            @Nullable ChunkSignatures signatures,
            boolean mayHaveTrailer) {
        this.body = body;
        this.decodedLength = decodedLength;
        this.signatures = signatures;
        this.mayHaveTrailer = mayHaveTrailer;
    }

    /** What came behind the last chunk; to be asked for after the end. */
    Trailer trailer() {
        if (trailer == null) {
            throw new AssertionError("asked for the trailer before the end");
        }
        return trailer;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (true) {
            switch (state) {
                case HEADER -> beginChunk();
                case DATA -> {
                    return readData(target);
                }
                case CHUNK_END -> endChunk();
                case DONE -> {
                    return -1;
                }
            }
        }
    }

    private void beginChunk() throws IOException {
        long size = parseHeader(readLine());
        chunkNumber++;
        if (size == 0) {
            endBody();
            return;
        }
        if (chunkNumber > 1 && chunkSize < CHUNK_BYTES_MIN) {
            throw S3Exception.of(
                    S3ErrorCode.INVALID_CHUNK_SIZE_ERROR,
                    "Chunk",
                    Integer.toString(chunkNumber - 1),
                    "BadChunkSize",
                    Long.toString(chunkSize));
        }
        if (size > decodedLength - decoded) {
            throw otherLength();
        }
        chunkSize = size;
        chunkLeft = size;
        state = State.DATA;
    }

    private int readData(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = wire.hasRemaining() ? copyAhead(target) : readThrough(target);
        if (signatures != null) {
            signatures.update(target.duplicate().position(start).limit(start + count));
        }
        decoded += count;
        chunkLeft -= count;
        if (chunkLeft == 0) {
            if (signatures != null) {
                signatures.verifyChunk(chunkSignature);
            }
            state = State.CHUNK_END;
        }
        return count;
    }

    private int copyAhead(ByteBuffer target) {
        int count = (int) Math.min(chunkLeft, Math.min(wire.remaining(), target.remaining()));
        target.put(target.position(), wire, wire.position(), count);
        target.position(target.position() + count);
        wire.position(wire.position() + count);
        return count;
    }

    private int readThrough(ByteBuffer target) throws IOException {
        int limit = target.limit();
        if (target.remaining() > chunkLeft) {
            target.limit(target.position() + (int) chunkLeft);
        }
        try {
            int count = body.read(target);
            if (count < 0) {
                throw incomplete();
            }
            return count;
        } finally {
            target.limit(limit);
        }
    }

    private void endChunk() throws IOException {
        if (nextByte() != '\r' || nextByte() != '\n') {
            throw incomplete();
        }
        state = State.HEADER;
    }

    /** Behind the header of the chunk of no bytes. */
    private void endBody() throws IOException {
        if (decoded != decodedLength) {
            throw otherLength();
        }
        if (signatures != null) {
            signatures.verifyChunk(chunkSignature);
        }
        Trailer found = readTrailer();
        if (signatures != null && mayHaveTrailer) {
            if (found.signature() == null) {
                throw Trailer.malformed();
            }
            signatures.verifyTrailer(found.canonical(), found.signature());
        } else if (found.signature() != null) {
            throw Trailer.malformed();
        }
        if (!mayHaveTrailer && found.name() != null) {
            throw Trailer.malformed();
        }
        trailer = found;
        state = State.DONE;
    }

    /** The rest of the body, to its very end. */
    private Trailer readTrailer() throws IOException {
        byte[] section = new byte[TRAILER_BYTES_MAX];
        int length = 0;
        while (wire.hasRemaining() || fill()) {
            int count = wire.remaining();
            if (count > section.length - length) {
                throw Trailer.malformed();
            }
            wire.get(section, length, count);
            length += count;
        }
        return Trailer.parse(section, length);
    }

    /** The bytes of a header line without its CR LF. */
    private byte[] readLine() throws IOException {
        int length = 0;
        while (true) {
            byte next = nextByte();
            if (next == '\n') {
                break;
            }
            if (length == line.length) {
                throw incomplete();
            }
            line[length++] = next;
        }
        if (length == 0 || line[length - 1] != '\r') {
            throw incomplete();
        }
        return Arrays.copyOf(line, length - 1);
    }

    /** Reads size and signature; the signature must be there if and only if chunks are signed. */
    private long parseHeader(byte[] header) {
        int digits = 0;
        long size = 0;
        while (digits < header.length && header[digits] != ';') {
            int digit = header[digits] < 0 ? -1 : Character.digit(header[digits], 16);
            if (digit < 0 || size > Long.MAX_VALUE >> 4) {
                throw incomplete();
            }
            size = size << 4 | digit;
            digits++;
        }
        String extension =
                new String(header, digits, header.length - digits, StandardCharsets.ISO_8859_1);
        if (digits == 0 || extension.startsWith(SIGNATURE) != (signatures != null)) {
            throw incomplete();
        }
        if (signatures == null && !extension.isEmpty()) {
            throw incomplete();
        }
        chunkSignature = signatures == null ? "" : extension.substring(SIGNATURE.length());
        return size;
    }

    private byte nextByte() throws IOException {
        if (!wire.hasRemaining() && !fill()) {
            throw incomplete();
        }
        return wire.get();
    }

    private boolean fill() throws IOException {
        wire.clear();
        int count = body.read(wire);
        wire.flip();
        return count > 0;
    }

    private static S3Exception incomplete() {
        return new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
    }

    /** More or fewer bytes than {@code x-amz-decoded-content-length} says; the words are S3's. */
    private static S3Exception otherLength() {
        return S3Exception.saying(
                S3ErrorCode.INCOMPLETE_BODY,
                "You did not provide the number of bytes specified by the Content-Length HTTP"
                        + " header");
    }
}

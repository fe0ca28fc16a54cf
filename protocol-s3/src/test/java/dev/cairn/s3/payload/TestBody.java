package dev.cairn.s3.payload;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A body in memory that hands out its bytes in chosen pieces, and may break off. */
public final class TestBody implements RequestBody {
    private final ByteBuffer bytes;
    private final long length;
    private final boolean absent;
    private int pieceMax = Integer.MAX_VALUE;
    private int cutAt = -1;
    private int disconnectAt = -1;

    private TestBody(byte[] bytes, long length, boolean absent) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.length = length;
        this.absent = absent;
    }

    public static TestBody of(byte[] bytes) {
        return new TestBody(bytes, bytes.length, false);
    }

    /** With HTTP's own chunking, which knows no length beforehand. */
    public static TestBody ofUnknownLength(byte[] bytes) {
        return new TestBody(bytes, -1, false);
    }

    public static TestBody absent() {
        return new TestBody(new byte[0], 0, true);
    }

    /** With a Content-Length that is not the number of bytes that come. */
    public static TestBody ofLength(byte[] bytes, long length) {
        return new TestBody(bytes, length, false);
    }

    /** Never more than so many bytes at once. */
    public TestBody inPieces(int max) {
        pieceMax = max;
        return this;
    }

    /** No read crosses this position. */
    public TestBody splitAt(int position) {
        cutAt = position;
        return this;
    }

    /** The client goes away here. */
    public TestBody disconnectingAt(int position) {
        disconnectAt = position;
        cutAt = position;
        return this;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean lengthIsAbsent() {
        return absent;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (bytes.position() == disconnectAt) {
            throw new RequestBodyException(RequestBodyException.Cause.DISCONNECTED);
        }
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(pieceMax, bytes.remaining()), target.remaining());
        if (bytes.position() < cutAt) {
            count = Math.min(count, cutAt - bytes.position());
        }
        target.put(target.position(), bytes, bytes.position(), count);
        target.position(target.position() + count);
        bytes.position(bytes.position() + count);
        return count;
    }

    /** Everything that a payload holds, read with a buffer of this size; not yet verified. */
    public static Read readToEnd(Payload payload, int bufferSize) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
        int reads = 0;
        while (payload.read(buffer) >= 0) {
            reads++;
            byte[] read = new byte[buffer.flip().remaining()];
            buffer.get(read).clear();
            all.writeBytes(read);
        }
        return new Read(all.toByteArray(), reads);
    }

    /** What came, and in how many reads. */
    public record Read(byte[] bytes, int reads) {}
}

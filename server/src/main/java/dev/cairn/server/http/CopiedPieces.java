package dev.cairn.server.http;

import dev.cairn.s3.http.ResponseBody;
import dev.cairn.storage.ExtentCursor;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.blob.Extent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as copies in memory, for connections whose bytes are encrypted. Two pieces at a time, so
 * that one is read while the other is sent. When the memory for leaving bytes is used up, a piece
 * is no more than a record of TLS: so slow readers hold little, however many there are.
 */
final class CopiedPieces implements Pieces {
    private static final int PIECE_BYTES = 128 * 1024;
    private static final int PIECE_BYTES_LEAST = 16 * 1024;
    private static final int PIECES_AHEAD = 2;

    private final ObjectReader reader;
    private final ExtentCursor extents;
    private final ByteBudget leaving;
    private final ByteBufAllocator allocator;
    private long bytesLeft;

    /** The extent being copied, and how far. */
    private @Nullable Extent extent;

    private long position;

    CopiedPieces(ResponseBody.ObjectRange range, Resources resources) {
        reader = range.reader();
        extents = reader.extents(range.offset(), range.length());
        bytesLeft = range.length();
        leaving = resources.leaving();
        allocator = resources.allocator();
    }

    @Override
    public List<Piece> next() throws IOException {
        List<Piece> pieces = new ArrayList<>(PIECES_AHEAD);
        try {
            while (bytesLeft > 0 && pieces.size() < PIECES_AHEAD) {
                pieces.add(copy(pieceBytes()));
            }
        } catch (Throwable e) {
            pieces.forEach(piece -> piece.drop(leaving));
            throw e;
        }
        if (atEnd()) {
            close();
        }
        return pieces;
    }

    /** Takes the bytes of the next piece from the budget, and from beyond it only a few. */
    private int pieceBytes() {
        int wanted = (int) Math.min(PIECE_BYTES, bytesLeft);
        if (leaving.tryTake(wanted)) {
            return wanted;
        }
        int least = (int) Math.min(PIECE_BYTES_LEAST, bytesLeft);
        leaving.take(least);
        return least;
    }

    private Piece copy(int bytes) throws IOException {
        ByteBuf buffer = null;
        try {
            buffer = allocator.directBuffer(bytes, bytes);
            ByteBuffer target = buffer.nioBuffer(0, bytes);
            while (target.hasRemaining()) {
                fill(target);
            }
            bytesLeft -= bytes;
            return Piece.of(buffer.writerIndex(bytes));
        } catch (Throwable e) {
            leaving.giveBack(bytes);
            if (buffer != null) {
                buffer.release();
            }
            throw e;
        }
    }

    /** Copies from one extent. */
    private void fill(ByteBuffer target) throws IOException {
        Extent from = extent;
        if (from == null) {
            from = extents.next();
            if (from == null) {
                throw new EOFException("the object has fewer bytes than it promises");
            }
            extent = from;
            position = 0;
        }
        int before = target.position();
        from.readFully(target, position);
        position += target.position() - before;
        if (position == from.length()) {
            from.close();
            extent = null;
        }
    }

    @Override
    public boolean atEnd() {
        return bytesLeft == 0;
    }

    @Override
    public void close() {
        if (extent != null) {
            extent.close();
            extent = null;
        }
        reader.close();
    }
}

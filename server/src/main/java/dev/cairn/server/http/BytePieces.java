package dev.cairn.server.http;

import io.netty.buffer.Unpooled;
import java.util.List;

/** A document in memory as one piece. */
final class BytePieces implements Pieces {
    private final byte[] bytes;
    private final ByteBudget leaving;
    private boolean handedOut;

    BytePieces(byte[] bytes, ByteBudget leaving) {
        this.bytes = bytes;
        this.leaving = leaving;
        this.handedOut = bytes.length == 0;
    }

    @Override
    public List<Piece> next() {
        if (handedOut) {
            return List.of();
        }
        handedOut = true;
        leaving.take(bytes.length);
        return List.of(Piece.of(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public boolean atEnd() {
        return handedOut;
    }

    @Override
    public void close() {
        handedOut = true;
    }
}

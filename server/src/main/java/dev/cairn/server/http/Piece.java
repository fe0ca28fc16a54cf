package dev.cairn.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;

/**
 * Some bytes of an object on their way to a socket: a region of a file, or a copy.
 *
 * @param bytes how many
 * @param budgeted the part of the budget for leaving bytes to be given back once they are gone
 */
record Piece(ReferenceCounted content, long bytes, long budgeted) {
    static Piece of(ExtentRegion region) {
        return new Piece(region, region.count(), 0);
    }

    /** A copy whose bytes have been taken from the budget. */
    static Piece of(ByteBuf copy) {
        return new Piece(copy, copy.readableBytes(), copy.readableBytes());
    }

    /** Gives up a piece that is not written. */
    void drop(ByteBudget leaving) {
        content.release();
        leaving.giveBack(budgeted);
    }
}

package dev.cairn.server.http;

import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer to which faults happen: copies in memory, sent step by step, with a wrong
 * bit or an early end. As in {@link ObjectTransfer}, a {@link PieceOpener} opens pieces and the
 * event loop sends them; the time between two steps is its timer's.
 */
final class FaultyTransfer implements Transfer {
    private final Exchange exchange;
    private final PieceOpener pieces;
    private final DepartureFaults faults;

    /** Null where a step is whatever there is. */
    private final @Nullable SteadyRate rate;

    private final ChannelFutureListener closing = future -> drop();

    // The event loop's own.

    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
    private long position;
    private boolean begun;
    private boolean over;
    private @Nullable ScheduledFuture<?> timer;

    private FaultyTransfer(Exchange exchange, Pieces pieces, DepartureFaults faults) {
        this.exchange = exchange;
        this.pieces = new PieceOpener(exchange, pieces, this::write, this::giveUp);
        this.faults = faults;
        this.rate =
                faults.bandwidth() == null
                        ? null
                        : SteadyRate.of(faults.bandwidth().effect().bytesPerSecond());
    }

    /** Begins a transfer with its first pieces open; closes the body if that fails. */
    static FaultyTransfer open(Exchange exchange, ResponseBody body, DepartureFaults faults)
            throws IOException {
        Pieces pieces =
                switch (body) {
                    case ResponseBody.Bytes(byte[] bytes) ->
                            new BytePieces(bytes, exchange.resources().leaving());
                    case ResponseBody.ObjectRange range ->
                            new CopiedPieces(range, exchange.resources());
                };
        FaultyTransfer transfer = new FaultyTransfer(exchange, pieces, faults);
        transfer.pieces.openNext();
        return transfer;
    }

    @Override
    public void write() {
        if (over || !channel().isActive()) {
            giveUp();
            return;
        }
        if (!begun) {
            begun = true;
            channel().closeFuture().addListener(closing);
        }
        for (Piece piece : pieces.take()) {
            waiting.addLast((ByteBuf) piece.content());
        }
        step();
    }

    /** Sends the next few bytes, or sees to it that there are some. */
    private void step() {
        timer = null;
        if (over) {
            return;
        }
        ByteBuf first = waiting.peekFirst();
        if (position == faults.endAt() || (first == null && pieces.atEnd())) {
            // Behind all that is written: the head, too, must be gone before the connection is.
            channel().writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(future -> end(future.isSuccess()));
        } else if (first == null) {
            pieces.more();
        } else {
            send(first);
        }
    }

    private void send(ByteBuf from) {
        long most = Math.min(faults.endAt() - position, from.readableBytes());
        int count = (int) (rate == null ? most : Math.min(most, rate.stepBytes()));
        ByteBuf bytes = from.readRetainedSlice(count);
        if (!from.isReadable()) {
            waiting.removeFirst().release();
        }
        faults.change(bytes, position);
        if (faults.bandwidth() != null) {
            faults.bandwidth().fire();
        }
        position += count;
        exchange.connection()
                .write(new Piece(bytes, count, count))
                .addListener(future -> sent(future, count));
        channel().flush();
    }

    private void sent(Future<?> future, int count) {
        exchange.resources().leaving().giveBack(count);
        if (!future.isSuccess()) {
            exchange.connection().abort();
        } else if (rate == null) {
            step();
        } else if (!over) {
            timer =
                    channel()
                            .eventLoop()
                            .schedule(this::step, rate.stepNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void end(boolean success) {
        if (over) {
            return;
        }
        channel().closeFuture().removeListener(closing);
        ArmedFault<?> early = faults.end();
        giveUp();
        if (early == null) {
            exchange.connection().answered(success);
            return;
        }
        early.fire();
        if (early.effect() instanceof FaultEffect.Reset) {
            exchange.connection().reset();
        } else {
            exchange.connection().abort();
        }
    }

    /** Gives up what is not yet written. Can be repeated. */
    @Override
    public void drop() {
        if (!over) {
            giveUp();
        }
    }

    private void giveUp() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        ByteBudget leaving = exchange.resources().leaving();
        for (ByteBuf buffer : waiting) {
            leaving.giveBack(buffer.readableBytes());
            buffer.release();
        }
        waiting.clear();
        // What an operation thread opens just now it hands to write, which comes here again.
        if (!pieces.isOpening()) {
            pieces.drop();
        }
    }

    private Channel channel() {
        return exchange.connection().channel();
    }
}

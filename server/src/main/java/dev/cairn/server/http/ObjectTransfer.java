package dev.cairn.server.http;

import dev.cairn.s3.http.ResponseBody;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.List;

/**
 * The bytes of an object on their way from files to a socket. A {@link PieceOpener} opens pieces, a few
 * at a time; the event loop sends them, and asks for more when the last of them is being sent. So
 * no thread waits for a transfer, and a body of ten thousand slices holds a handful of files open.
 */
final class ObjectTransfer implements Transfer {
    private final Exchange exchange;
    private final PieceOpener pieces;

    /** Pieces written and not yet sent; the event loop's own. */
    private int sending;

    private ObjectTransfer(Exchange exchange, Pieces pieces) {
        this.exchange = exchange;
        this.pieces = new PieceOpener(exchange, pieces, this::write, this::drop);
    }

    /** Begins a transfer with its first pieces open; closes the reader if that fails. */
    static ObjectTransfer open(Exchange exchange, ResponseBody.ObjectRange range)
            throws IOException {
        try {
            Pieces pieces =
                    exchange.head().secure()
                            ? new CopiedPieces(range, exchange.resources())
                            : new RegionPieces(range);
            ObjectTransfer transfer = new ObjectTransfer(exchange, pieces);
            transfer.pieces.openNext();
            return transfer;
        } catch (Throwable e) {
            range.reader().close();
            throw e;
        }
    }

    @Override
    public void write() {
        HttpConnection connection = exchange.connection();
        if (!connection.channel().isActive()) {
            drop();
            return;
        }
        List<Piece> written = pieces.take();
        sending += written.size();
        for (Piece piece : written) {
            connection.write(piece).addListener(future -> sent(future, piece));
        }
        connection.channel().flush();
    }

    private void sent(Future<?> future, Piece piece) {
        sending--;
        exchange.resources().leaving().giveBack(piece.budgeted());
        if (!future.isSuccess()) {
            exchange.connection().abort();
            if (sending == 0 && !pieces.isOpening()) {
                drop();
            }
            return;
        }
        if (pieces.isOpening()) {
            return;
        }
        if (pieces.atEnd() && sending == 0) {
            exchange.connection().answered(true);
        } else if (!pieces.atEnd() && sending <= 1) {
            pieces.more();
        }
    }

    @Override
    public void drop() {
        pieces.drop();
    }
}

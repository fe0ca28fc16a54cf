package dev.cairn.server.http;

import dev.cairn.s3.http.ResponseBody;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an object on their way from files to a socket. Operation threads open pieces, a few
 * at a time; the event loop sends them, and asks for more when the last of them is being sent. So
 * no thread waits for a transfer, and a body of ten thousand slices holds a handful of files open.
 *
 * <p>Of the two sides only one has the pieces at a time: an operation thread from {@link #open}
 * or {@link #run} until it hands them over, the event loop from then until it calls for the next.
 * They are closed as soon as the last one is open, or when the answer cannot be sent.
 */
final class ObjectTransfer implements Job, Transfer {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectTransfer.class);

    private final Exchange exchange;
    private final Pieces pieces;
    private List<Piece> opened = List.of();

    /** Pieces written and not yet sent; the event loop's own. */
    private int sending;

    /** Whether an operation thread has the transfer; the event loop's own. */
    private boolean opening;

    private ObjectTransfer(Exchange exchange, Pieces pieces) {
        this.exchange = exchange;
        this.pieces = pieces;
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
            transfer.openNext();
            return transfer;
        } catch (Throwable e) {
            range.reader().close();
            throw e;
        }
    }

    private void openNext() throws IOException {
        try {
            opened = pieces.next();
        } catch (Throwable e) {
            pieces.close();
            throw e;
        }
    }

    /** Opens further pieces, on an operation thread. */
    @Override
    public void run() {
        if (exchange.gone()) {
            pieces.close();
            return;
        }
        try {
            openNext();
        } catch (Throwable e) {
            LOG.error("request {}: cannot go on reading", exchange.head().requestId(), e);
            // The head has promised more: only a broken connection tells the client.
            exchange.connection().abort();
            return;
        }
        exchange.connection().inLoop(this::write, this::drop);
    }

    /** Continuations are never refused. */
    @Override
    public void refuse() {
        throw new AssertionError("a transfer under way was refused");
    }

    @Override
    public void write() {
        opening = false;
        HttpConnection connection = exchange.connection();
        if (!connection.channel().isActive()) {
            drop();
            return;
        }
        List<Piece> written = opened;
        opened = List.of();
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
            if (sending == 0 && !opening) {
                drop();
            }
            return;
        }
        if (opening) {
            return;
        }
        if (pieces.atEnd() && sending == 0) {
            exchange.connection().answered(true);
        } else if (!pieces.atEnd() && sending <= 1) {
            opening = true;
            exchange.endpoint().pool().proceed(this);
        }
    }

    @Override
    public void drop() {
        opened.forEach(piece -> piece.drop(exchange.resources().leaving()));
        opened = List.of();
        if (!pieces.atEnd()) {
            // On an operation thread, since closing may touch files.
            exchange.abandon();
            exchange.endpoint().pool().proceed(this);
        }
    }
}

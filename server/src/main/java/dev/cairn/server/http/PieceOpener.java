package dev.cairn.server.http;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the pieces of a body on operation threads, a few at a time, for a transfer that sends them on
 * the event loop.
 *
 * <p>Of the two sides only one has the pieces at a time: an operation thread from {@link #openNext}
 * or {@link #run} until it hands them over, the event loop from then until it asks for {@link #more}.
 * They are closed as soon as the last one is open, or when the answer cannot be sent.
 */
final class PieceOpener implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(PieceOpener.class);

    private final Exchange exchange;
    private final Pieces pieces;
    private final Runnable handedOver;
    private final Runnable handedBack;
    private List<Piece> opened = List.of();

    /** Whether an operation thread has the pieces; the event loop's own. */
    private boolean opening;

    /** Whether what is left has been given up; as above. */
    private boolean givenUp;

    /**
     * Nothing is open yet.
     *
     * @param handedOver runs on the event loop when further pieces are open
     * @param handedBack runs in its place, on the operation thread, when the event loop has ended
     */
    PieceOpener(
            Exchange exchange, Pieces pieces, Runnable handedOver, Runnable handedBack) {
        this.exchange = exchange;
        this.pieces = pieces;
        this.handedOver = handedOver;
        this.handedBack = handedBack;
    }

    /** Opens the next pieces for {@link #take}; closes all of them if that fails. */
    void openNext() throws IOException {
        try {
            opened = pieces.next();
        } catch (Throwable e) {
            pieces.close();
            throw e;
        }
    }

    /** Opens further pieces, on an operation thread; closes them where nobody wants them. */
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
        exchange.connection().inLoop(() -> end(handedOver), () -> end(handedBack));
    }

    private void end(Runnable next) {
        opening = false;
        next.run();
    }

    /** Continuations are never refused. */
    @Override
    public void refuse() {
        throw new AssertionError("a transfer under way was refused");
    }

    /** What is open; whoever takes it sends it or drops it. */
    List<Piece> take() {
        List<Piece> taken = opened;
        opened = List.of();
        return taken;
    }

    /** Asks for further pieces. */
    void more() {
        opening = true;
        exchange.endpoint().pool().proceed(this);
    }

    /** Whether further pieces are being opened, and will be handed over. */
    boolean isOpening() {
        return opening;
    }

    /** Whether no pieces are left but those that are open. */
    boolean atEnd() {
        return pieces.atEnd();
    }

    /** Drops what is open and gives up what is left. Not while {@link #isOpening}. Can be repeated. */
    void drop() {
        take().forEach(piece -> piece.drop(exchange.resources().leaving()));
        if (!givenUp && !pieces.atEnd()) {
            givenUp = true;
            // On an operation thread, since closing may touch files.
            exchange.abandon();
            exchange.endpoint().pool().proceed(this);
        }
    }
}

package dev.cairn.server.http;

import dev.cairn.s3.http.ResponseBody;
import dev.cairn.storage.ExtentCursor;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.blob.Extent;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an object on their way from files to a socket. Operation threads open extents, a few
 * at a time; the event loop sends them, and asks for more when the last of them is being sent. So
 * no thread waits for a transfer, and a body of ten thousand slices holds a handful of files open.
 *
 * <p>Of the two sides only one has the transfer at a time: an operation thread from {@link #open}
 * or {@link #run} until it hands the regions over, the event loop from then until it calls for the
 * next. The reader is closed as soon as the last extent is open, or when the answer cannot be sent.
 */
final class ObjectTransfer implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectTransfer.class);
    private static final int EXTENTS_AHEAD = 4;

    private final Exchange exchange;
    private final ObjectReader reader;
    private final ExtentCursor extents;

    /** Bytes not yet opened. */
    private long bytesLeft;

    private List<ExtentRegion> opened = List.of();

    /** Regions written and not yet sent; the event loop's own. */
    private int sending;

    /** Whether an operation thread has the transfer; the event loop's own. */
    private boolean opening;

    private ObjectTransfer(
            Exchange exchange, ObjectReader reader, ExtentCursor extents, long length) {
        this.exchange = exchange;
        this.reader = reader;
        this.extents = extents;
        this.bytesLeft = length;
    }

    /** Begins a transfer with its first extents open; closes the reader if that fails. */
    static ObjectTransfer open(Exchange exchange, ResponseBody.ObjectRange range)
            throws IOException {
        ObjectReader reader = range.reader();
        try {
            ExtentCursor extents = reader.extents(range.offset(), range.length());
            ObjectTransfer transfer =
                    new ObjectTransfer(exchange, reader, extents, range.length());
            transfer.openNext();
            return transfer;
        } catch (Throwable e) {
            reader.close();
            throw e;
        }
    }

    private void openNext() throws IOException {
        List<ExtentRegion> regions = new ArrayList<>(EXTENTS_AHEAD);
        try {
            while (bytesLeft > 0 && regions.size() < EXTENTS_AHEAD) {
                Extent extent = extents.next();
                if (extent == null) {
                    throw new EOFException("the object has fewer bytes than it promises");
                }
                regions.add(new ExtentRegion(extent));
                bytesLeft -= extent.length();
                if (bytesLeft < 0) {
                    throw new AssertionError("extents are longer than their range");
                }
            }
        } catch (Throwable e) {
            regions.forEach(ExtentRegion::release);
            throw e;
        }
        opened = regions;
        if (bytesLeft == 0) {
            reader.close();
        }
    }

    /** Opens further extents, on an operation thread. */
    @Override
    public void run() {
        if (exchange.gone()) {
            reader.close();
            return;
        }
        try {
            openNext();
        } catch (Throwable e) {
            LOG.error("request {}: cannot go on reading", exchange.head().requestId(), e);
            reader.close();
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

    /** Writes what is open and flushes; called by the event loop. */
    void write() {
        opening = false;
        Channel channel = exchange.connection().channel();
        if (!channel.isActive()) {
            drop();
            return;
        }
        List<ExtentRegion> regions = opened;
        opened = List.of();
        sending += regions.size();
        for (ExtentRegion region : regions) {
            long count = region.count();
            channel.write(region).addListener(future -> sent(future, count));
        }
        channel.flush();
    }

    private void sent(Future<?> future, long count) {
        sending--;
        if (!future.isSuccess()) {
            exchange.connection().abort();
            if (sending == 0 && !opening) {
                drop();
            }
            return;
        }
        exchange.connection().progress(count);
        if (opening) {
            return;
        }
        if (bytesLeft == 0 && sending == 0) {
            exchange.connection().answered(true);
        } else if (bytesLeft > 0 && sending <= 1) {
            opening = true;
            exchange.endpoint().pool().proceed(this);
        }
    }

    /** Gives up what is not yet written. */
    void drop() {
        opened.forEach(ExtentRegion::release);
        opened = List.of();
        if (bytesLeft > 0) {
            // On an operation thread, since closing may touch files.
            exchange.abandon();
            exchange.endpoint().pool().proceed(this);
        }
    }
}

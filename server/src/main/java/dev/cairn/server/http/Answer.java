package dev.cairn.server.http;

import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ExtentCursor;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.blob.Extent;
import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer ready to be written: one buffer with the head and a body that lies in memory, and the
 * transfer of a body that lies in files. Made by an operation thread, written by the event loop.
 */
final class Answer {
    /** Up to this size bytes are copied behind the head and sent with it; above, by sendfile. */
    static final int COPY_BYTES_MAX = 64 * 1024;

    private final ByteBuf buffer;
    private final long budgeted;
    private final @Nullable Transfer transfer;
    private final boolean close;

    private Answer(
            ByteBuf buffer, long budgeted, @Nullable Transfer transfer, boolean close) {
        this.buffer = buffer;
        this.budgeted = budgeted;
        this.transfer = transfer;
        this.close = close;
    }

    /**
     * Makes an answer; the response's body is taken over, or closed if that fails.
     *
     * @throws IOException when the bytes of the object cannot be read
     */
    static Answer of(S3Response response, Exchange exchange, boolean close) throws IOException {
        Resources resources = exchange.resources();
        byte[] head =
                heads(exchange)
                        .word(
                                response,
                                exchange.head().method(),
                                exchange.head().requestId(),
                                close,
                                exchange.http10());
        boolean hasBody = ResponseHeads.hasBody(exchange.head().method(), response.status());
        FaultPlan plan = exchange.plan();
        if (plan != null) {
            ResponseBody body = hasBody ? response.body() : ResponseBody.EMPTY;
            DepartureFaults faults = DepartureFaults.of(plan, body);
            if (faults != null) {
                if (!hasBody && response.body() instanceof ResponseBody.ObjectRange range) {
                    range.reader().close();
                }
                return ofFaults(exchange, head, body, faults, close);
            }
        }
        return switch (response.body()) {
            case ResponseBody.Bytes(byte[] bytes) ->
                    ofBytes(resources, head, hasBody ? bytes : new byte[0], close);
            case ResponseBody.ObjectRange range -> {
                if (!hasBody || range.length() == 0) {
                    range.reader().close();
                    yield ofBytes(resources, head, new byte[0], close);
                }
                yield ofObject(exchange, head, range, close);
            }
        };
    }

    /** A verifier whose clock is off says so by the Date header, too. */
    private static ResponseHeads heads(Exchange exchange) {
        ResponseHeads heads = exchange.resources().heads();
        FaultPlan plan = exchange.plan();
        ArmedFault<FaultEffect.SkewClock> skew =
                plan == null ? null : plan.find(FaultEffect.SkewClock.class);
        return skew == null || !skew.fired() ? heads : heads.ahead(skew.effect().by());
    }

    private static Answer ofFaults(
            Exchange exchange,
            byte[] head,
            ResponseBody body,
            DepartureFaults faults,
            boolean close)
            throws IOException {
        FaultyTransfer transfer = FaultyTransfer.open(exchange, body, faults);
        ByteBuf buffer =
                exchange.resources().allocator().directBuffer(head.length).writeBytes(head);
        return new Answer(buffer, 0, transfer, close);
    }

    private static Answer ofBytes(
            Resources resources, byte[] head, byte[] body, boolean close) {
        resources.leaving().take(body.length);
        ByteBuf buffer = resources.allocator().directBuffer(head.length + body.length);
        buffer.writeBytes(head).writeBytes(body);
        return new Answer(buffer, body.length, null, close);
    }

    private static Answer ofObject(
            Exchange exchange, byte[] head, ResponseBody.ObjectRange range, boolean close)
            throws IOException {
        Resources resources = exchange.resources();
        long length = range.length();
        if (length <= COPY_BYTES_MAX && resources.leaving().tryTake(length)) {
            ByteBuf buffer = resources.allocator().directBuffer(head.length + (int) length);
            try (ObjectReader reader = range.reader()) {
                buffer.writeBytes(head);
                copy(reader.extents(range.offset(), length), buffer, (int) length);
                return new Answer(buffer, length, null, close);
            } catch (Throwable e) {
                buffer.release();
                resources.leaving().giveBack(length);
                throw e;
            }
        }
        ObjectTransfer transfer = ObjectTransfer.open(exchange, range);
        ByteBuf buffer = resources.allocator().directBuffer(head.length).writeBytes(head);
        return new Answer(buffer, 0, transfer, close);
    }

    private static void copy(ExtentCursor extents, ByteBuf buffer, int length)
            throws IOException {
        int start = buffer.writerIndex();
        ByteBuffer target = buffer.nioBuffer(start, length);
        while (target.hasRemaining()) {
            try (Extent extent = extents.next()) {
                if (extent == null) {
                    throw new EOFException("the object has fewer bytes than it promises");
                }
                int end = target.position() + Math.toIntExact(extent.length());
                target.limit(end);
                extent.readFully(target, 0);
                target.limit(length);
            }
        }
        buffer.writerIndex(start + length);
    }

    /** Whether the connection ends with this answer. */
    boolean close() {
        return close;
    }

    ByteBuf buffer() {
        return buffer;
    }

    /** The part of the budget for leaving bytes to be given back once the buffer is written. */
    long budgeted() {
        return budgeted;
    }

    @Nullable
    Transfer transfer() {
        return transfer;
    }

    /** Drops an answer that cannot be written. */
    void release(Resources resources) {
        buffer.release();
        resources.leaving().giveBack(budgeted);
        if (transfer != null) {
            transfer.drop();
        }
    }
}

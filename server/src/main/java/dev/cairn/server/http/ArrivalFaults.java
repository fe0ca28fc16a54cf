package dev.cairn.server.http;

import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.Direction;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.RequestBodyException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one request on its way in: it is given to its operation later, its body comes
 * slowly, or its connection is reset. Belongs to the event loop, and waits by its timer alone.
 *
 * <p>A body that comes slowly is read from the socket as fast as ever, but only while nothing is
 * held back here; what is held back is at most what one read has brought. It goes on in steps.
 */
final class ArrivalFaults {
    private final HttpConnection connection;
    private final Exchange exchange;
    private final @Nullable ArmedFault<FaultEffect.Delay> delay;
    private final @Nullable ArmedFault<FaultEffect.Reset> reset;
    private final @Nullable ArmedFault<FaultEffect.Bandwidth> bandwidth;

    /** Null where the body comes as it comes. */
    private final @Nullable SteadyRate rate;

    private final ArrayDeque<HttpContent> heldBack = new ArrayDeque<>(0);
    private @Nullable ScheduledFuture<?> timer;
    private long arrivedBytes;

    /** Whether the end of the body is held back, too: what follows is the next request's. */
    private boolean holdsEnd;

    private boolean submitted;
    private boolean over;

    ArrivalFaults(HttpConnection connection, Exchange exchange, FaultPlan plan) {
        this.connection = connection;
        this.exchange = exchange;
        this.delay = plan.find(FaultEffect.Delay.class);
        this.reset = plan.reset(Direction.IN);
        this.bandwidth = plan.bandwidth(Direction.IN);
        this.rate =
                bandwidth == null ? null : SteadyRate.of(bandwidth.effect().bytesPerSecond());
    }

    /** The head has arrived: gives the request to its operation, if it comes to that. */
    void begin() {
        if (resetsAt(0)) {
            return;
        }
        if (delay == null) {
            submit();
            return;
        }
        delay.fire();
        Duration duration = delay.effect().duration();
        timer = loop().schedule(this::submit, duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void submit() {
        timer = null;
        submitted = true;
        exchange.endpoint().pool().submit(exchange);
        if (!heldBack.isEmpty()) {
            schedule();
        }
    }

    /** Whether the end of the body has arrived here. */
    boolean holdsEnd() {
        return holdsEnd;
    }

    /** Takes over a piece of the body; false where the connection shall go on with it. */
    boolean takes(HttpContent content) {
        ByteBuf bytes = content.content();
        if (over) {
            // What was received before the reset may still come out of TLS.
            content.release();
            return true;
        }
        if (content.decoderResult().isFailure()) {
            return false;
        }
        arrivedBytes += bytes.readableBytes();
        if (resetsAt(arrivedBytes)) {
            content.release();
            return true;
        }
        if (rate == null || connection.isAnswering()) {
            return false;
        }
        if (bytes.isReadable() && bandwidth != null) {
            bandwidth.fire();
        } else if (heldBack.isEmpty()) {
            return false;
        }
        heldBack.addLast(content);
        holdsEnd = content instanceof LastHttpContent;
        connection.pause();
        if (timer == null) {
            schedule();
        }
        return true;
    }

    private boolean resetsAt(long bytes) {
        if (reset == null || bytes < reset.effect().afterBytes()) {
            return false;
        }
        reset.fire();
        over = true;
        exchange.body().fail(RequestBodyException.Cause.DISCONNECTED);
        connection.reset();
        return true;
    }

    private void schedule() {
        if (rate != null) {
            timer = loop().schedule(this::step, rate.stepNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Lets the next few bytes go on; all of them where nobody reads them any more. */
    private void step() {
        timer = null;
        long left = connection.isAnswering() || rate == null ? Long.MAX_VALUE : rate.stepBytes();
        while (!over && !heldBack.isEmpty()) {
            HttpContent first = heldBack.getFirst();
            int bytes = first.content().readableBytes();
            if (bytes > left) {
                if (left > 0) {
                    connection.goOn(
                            new DefaultHttpContent(
                                    first.content().readRetainedSlice((int) left)));
                }
                break;
            }
            left -= bytes;
            heldBack.removeFirst();
            connection.goOn(first);
        }
        if (over) {
            return;
        }
        exchange.body().pauseInArrival();
        if (!heldBack.isEmpty()) {
            schedule();
        } else if (!exchange.body().paused()) {
            connection.resume();
        }
    }

    /** The request is over, whatever became of it. */
    void end() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        heldBack.forEach(HttpContent::release);
        heldBack.clear();
        if (!submitted) {
            // No operation will, since none runs.
            InboundBody.Rest unused = exchange.body().close(0);
        }
    }

    private EventLoop loop() {
        return connection.channel().eventLoop();
    }
}

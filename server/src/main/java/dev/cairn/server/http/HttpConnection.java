package dev.cairn.server.http;

import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.TlsSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection: takes one request after the other, in their order, from the decoder to an operation
 * thread and its answer back to the socket. All state belongs to the event loop; operation threads
 * come in by {@link #inLoop}, {@link #wanted}, {@link #resume} and {@link #abort} only.
 *
 * <p>A request is over when its answer is sent and its body has arrived. An answer that comes
 * before the end of the body (a refusal) is followed by a drain of at most 64 KiB within a second,
 * so that the connection can go on.
 *
 * <p>A connection that cannot go on while its client may still send <em>lingers</em>: the answer is
 * followed by the end of our side, and what comes is dropped for the rest of the second (RFC 9112,
 * 9.6). Closed at once it would be reset by the bytes that nobody has read, and a client that
 * writes all of its body before it reads would see a broken pipe instead of the answer.
 *
 * <p>A client that closes its side is taken to be gone, whatever it is still owed: so a dead one is
 * noticed at once. (Netty 4.2.18 could not send to it anyway: by epoll a half-closed socket loses
 * its registration, and the next wait for room to write fails.)
 */
final class HttpConnection extends ChannelInboundHandlerAdapter implements InboundBody.Source {
    static final long DRAIN_BYTES_MAX = 64 * 1024;

    private static final long DRAIN_MILLIS_MAX = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final ByteBuf CONTINUE =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes(
                                    "HTTP/1.1 100 Continue\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII))
                            .asReadOnly());

    private final Endpoint endpoint;
    private final ConnectionWatch watch;
    private final DuplexChannel channel;
    private final RequestDecoder decoder;

    /** Null where bytes are not encrypted. */
    private final @Nullable SslHandler tls;

    private final String remoteAddress;

    /** What the decoder made of bytes behind the current request. */
    private final ArrayDeque<Object> held = new ArrayDeque<>(0);

    private @Nullable Exchange current;

    /** What happens to the current request on its way in; null for nothing. */
    private @Nullable ArrivalFaults faults;

    /** Whether the current request has arrived to its end. */
    private boolean requestEnded;

    /** Whether the answer to the current request is being written. */
    private boolean answering;

    /** Whether the answer to the current request is sent. */
    private boolean answered;

    /** Whether the current request is the last one. */
    private boolean closing;

    /** Whether the current request was refused for its head, and ends nobody knows where. */
    private boolean malformed;

    /** Whether all that comes is dropped. */
    private boolean lingering;

    private long drainedBytes;
    private @Nullable ScheduledFuture<?> drainEnd;

    private long idleNanos;

    /** Bytes of the current answer that were written. */
    private long handedBytes;

    /** Bytes of the current answer in pieces that are sent whole. */
    private long sentBytes;

    /** What had been sent at the last look, and how long ago that was. */

    private long windowSentBytes;
    private long windowNanos;

    HttpConnection(
            Endpoint endpoint,
            ConnectionWatch watch,
            DuplexChannel channel,
            RequestDecoder decoder,
            @Nullable SslHandler tls) {
        this.endpoint = endpoint;
        this.watch = watch;
        this.channel = channel;
        this.decoder = decoder;
        this.tls = tls;
        this.remoteAddress =
                channel.remoteAddress() instanceof InetSocketAddress address
                        ? address.getAddress().getHostAddress()
                        : "unknown";
    }

    Channel channel() {
        return channel;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Runs work on the event loop.
     *
     * @param dropped runs instead when the event loop has ended
     */
    void inLoop(Runnable work, Runnable dropped) {
        try {
            channel.eventLoop().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the event loop has ended", e);
            dropped.run();
        }
    }

    /** Breaks the connection off; for all threads. */
    void abort() {
        ChannelFuture unused = channel.close();
    }

    /** Breaks it off as if the machine had forgotten it: by a reset, without TLS's good-bye. */
    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelHandlerContext outermost = channel.pipeline().firstContext();
        ChannelFuture unused = outermost == null ? channel.close() : outermost.close();
    }

    // Arrival

    @Override
    public void channelActive(ChannelHandlerContext context) {
        watch.add(this);
        endpoint.opened(this);
        if (endpoint.stopping()) {
            abort();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingering) {
            drop(message);
        } else if (current != null && (requestIsHere() || !held.isEmpty())) {
            held.add(message);
            pause();
        } else {
            handle(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        wakeReader();
    }

    /** Nothing more is here at the moment: who waits for a body takes what there is of it. */
    private void wakeReader() {
        if (current != null && !requestEnded) {
            current.body().pauseInArrival();
        }
    }

    private void handle(Object message) {
        if (closing && requestEnded) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(new WireHead(request));
        }
        if (message instanceof HttpContent content) {
            if (faults == null || !faults.takes(content)) {
                arrive(content);
            }
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(WireHead wire) {
        Throwable broken = wire.request().decoderResult().cause();
        if (broken instanceof PrematureChannelClosureException) {
            abort();
            return;
        }
        Refusal refusal = wire.refusal();
        Exchange exchange = exchange(wire, refusal != null);
        endpoint.began();
        current = exchange;
        requestEnded = false;
        if (refusal != null) {
            malformed = true;
            lingering = true;
            LOG.debug("{} from {}", refusal, remoteAddress, broken);
            exchange.refuse(refusal, true);
        } else if (exchange.plan() == null) {
            endpoint.pool().submit(exchange);
        } else {
            faults = new ArrivalFaults(this, exchange, exchange.plan());
            faults.begin();
        }
    }

    /** Whether what comes next is another request. */
    private boolean requestIsHere() {
        return requestEnded || (faults != null && faults.holdsEnd());
    }

    /** Whether the answer to the current request is being written. */
    boolean isAnswering() {
        return answering;
    }

    /** Goes on with a piece of the current body that was held back. */
    void goOn(HttpContent content) {
        if (lingering) {
            drop(content);
        } else {
            arrive(content);
        }
    }

    private Exchange exchange(WireHead wire, boolean refused) {
        Resources resources = endpoint.resources();
        RequestHead head =
                wire.toRequestHead(
                        resources.requestIds().next(), remoteAddress, session());
        InboundBody body =
                new InboundBody(
                        wire.length(),
                        wire.lengthIsAbsent(),
                        wire.expectsContinue(),
                        this,
                        resources.arriving(),
                        resources.allocator());
        FaultPlan plan = refused ? null : endpoint.service().faults(head);
        return new Exchange(this, head, body, wire.http10(), wire.keepAlive(), plan);
    }

    private @Nullable TlsSession session() {
        if (tls == null) {
            return null;
        }
        SSLSession session = tls.engine().getSession();
        return new TlsSession(session.getProtocol(), session.getCipherSuite());
    }

    private void arrive(HttpContent content) {
        ByteBuf bytes = content.content();
        Exchange exchange = current;
        if (exchange == null) {
            bytes.release();
            return;
        }
        if (content.decoderResult().isFailure()) {
            LOG.debug("malformed body from {}", remoteAddress, content.decoderResult().cause());
            exchange.body().fail(RequestBodyException.Cause.MALFORMED);
            bytes.release();
            return;
        }
        if (answering) {
            drain(bytes);
        } else if (!bytes.isReadable()) {
            bytes.release();
        } else if (!exchange.body().offer(bytes)) {
            pause();
        }
        if (content instanceof LastHttpContent) {
            requestEnded = true;
            decoder.hold();
            exchange.body().end();
            if (answered) {
                finish();
            }
        }
    }

    private void drain(ByteBuf bytes) {
        drainedBytes += bytes.readableBytes();
        bytes.release();
        if (drainedBytes > DRAIN_BYTES_MAX) {
            if (answered) {
                linger();
            } else {
                pause();
            }
        }
    }

    /** What arrives at a connection that lingers; it ends with the body, if that end is known. */
    private void drop(Object message) {
        boolean ended = message instanceof LastHttpContent && !malformed;
        ReferenceCountUtil.release(message);
        if (ended) {
            abort();
        }
    }

    void pause() {
        channel.config().setAutoRead(false);
    }

    /** The queue of the body has room again. */
    @Override
    public void resume() {
        inLoop(() -> channel.config().setAutoRead(true), () -> {});
    }

    /** 100 Continue, unless the body is on its way already. */
    @Override
    public void wanted(InboundBody body) {
        inLoop(() -> sendContinue(body), () -> {});
    }

    private void sendContinue(InboundBody body) {
        if (current != null && current.body() == body && body.arrivedBytes() == 0) {
            ChannelFuture unused = channel.writeAndFlush(CONTINUE.duplicate());
        }
    }

    // Answer

    /** Writes the answer to the current request. */
    void send(Exchange exchange, Answer answer) {
        if (exchange != current || !channel.isActive()) {
            answer.release(endpoint.resources());
            return;
        }
        answering = true;
        closing |= answer.close();
        handedBytes += answer.buffer().readableBytes();
        Transfer transfer = answer.transfer();
        if (transfer != null) {
            ChannelFuture unused = channel.write(answer.buffer());
            transfer.write();
            return;
        }
        ChannelFuture written = channel.writeAndFlush(answer.buffer());
        if (written.isDone()) {
            sent(answer, written.isSuccess());
        } else {
            written.addListener(future -> sent(answer, future.isSuccess()));
        }
    }

    private void sent(Answer answer, boolean success) {
        endpoint.resources().leaving().giveBack(answer.budgeted());
        answered(success);
    }

    /** Writes a piece of the current answer, without flushing it. */
    ChannelFuture write(Piece piece) {
        handedBytes += piece.bytes();
        return channel.write(piece.content())
                .addListener(
                        future -> {
                            if (future.isSuccess()) {
                                sentBytes += piece.bytes();
                            }
                        });
    }

    /** The answer to the current request is sent, or never will be. */
    void answered(boolean success) {
        if (!success) {
            abort();
            return;
        }
        if (current == null) {
            return;
        }
        answered = true;
        if (requestEnded) {
            finish();
            return;
        }
        drainEnd =
                channel.eventLoop()
                        .schedule(this::abort, DRAIN_MILLIS_MAX, TimeUnit.MILLISECONDS);
        if (closing || drainedBytes > DRAIN_BYTES_MAX) {
            linger();
        } else {
            channel.config().setAutoRead(true);
        }
    }

    /** Ends our side and drops what comes, until {@link #drainEnd} at the latest. */
    private void linger() {
        closing = true;
        lingering = true;
        if (tls == null) {
            ChannelFuture unused = channel.shutdownOutput();
        } else {
            // What comes is dropped as it is: nothing is worth being decrypted any more.
            channel.pipeline().addFirst(new Sink());
            tls.closeOutbound()
                    .addListener(
                            future -> {
                                ChannelFuture unused = channel.shutdownOutput();
                            });
        }
        channel.config().setAutoRead(true);
    }

    /** The current request is over: on to the next one. */
    private void finish() {
        forget();
        if (closing || endpoint.stopping()) {
            abort();
            return;
        }
        decoder.goOn();
        while (!held.isEmpty() && (current == null || !requestIsHere())) {
            handle(held.poll());
        }
        if (!held.isEmpty()) {
            return;
        }
        wakeReader();
        if (decoder.holdsBytes()) {
            inLoop(this::decodeHeld, () -> {});
        }
        channel.config().setAutoRead(true);
    }

    private void decodeHeld() {
        ChannelHandlerContext context = channel.pipeline().context(decoder);
        if (context == null || !decoder.holdsBytes() || (current != null && requestIsHere())) {
            return;
        }
        try {
            decoder.decodeHeld(context);
            wakeReader();
        } catch (Exception e) {
            exceptionCaught(context, e);
        }
    }

    private void forget() {
        if (current == null) {
            return;
        }
        current.abandon();
        current = null;
        if (faults != null) {
            faults.end();
            faults = null;
        }
        answering = false;
        answered = false;
        drainedBytes = 0;
        idleNanos = 0;
        handedBytes = 0;
        sentBytes = 0;
        windowSentBytes = 0;
        windowNanos = 0;
        if (drainEnd != null) {
            drainEnd.cancel(false);
            drainEnd = null;
        }
        endpoint.ended();
    }

    // End

    /** Closes the connection as soon as no request is under way. */
    void closeWhenIdle() {
        if (current == null) {
            abort();
        }
    }

    /** Compares idleness and rates with their limits; called by the watch. */
    void tick(long elapsedNanos) {
        HttpSettings limits = endpoint.resources().settings();
        if (current == null) {
            idleNanos += elapsedNanos;
            if (idleNanos >= limits.idleTimeout().toNanos()) {
                abort();
            }
            return;
        }
        long window = limits.rateWindow().toNanos();
        long bytesMin =
                (long) (limits.rateMinBytesPerSecond() * (window / (double) 1_000_000_000L));
        if (!answering) {
            current.body().checkRate(elapsedNanos, window, bytesMin);
        } else if (!answered) {
            checkSendRate(elapsedNanos, window, bytesMin);
        }
    }

    private void checkSendRate(long elapsedNanos, long window, long bytesMin) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        if (outbound == null || outbound.isEmpty()) {
            windowNanos = 0;
            return;
        }
        windowNanos += elapsedNanos;
        if (windowNanos < window) {
            return;
        }
        long sent = sentSoFar(outbound);
        if (sent - windowSentBytes < bytesMin) {
            LOG.debug("{} takes its answer too slowly", remoteAddress);
            abort();
        }
        windowSentBytes = sent;
        windowNanos = 0;
    }

    /**
     * Bytes of the current answer that are gone, more or less. What is encrypted lies in the queue
     * as records, so that what is left there says how far a piece has got.
     */
    private long sentSoFar(ChannelOutboundBuffer outbound) {
        long whole = tls == null ? sentBytes : handedBytes - outbound.totalPendingWriteBytes();
        return whole + outbound.currentProgress();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (current != null) {
            current.abandon();
            current.body().fail(RequestBodyException.Cause.DISCONNECTED);
        }
        forget();
        while (!held.isEmpty()) {
            ReferenceCountUtil.release(held.poll());
        }
        watch.remove(this);
        endpoint.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection of {} broken", remoteAddress, cause);
        if (cause instanceof OutOfMemoryError) {
            endpoint.memoryIsShort(cause);
        }
        abort();
    }
}

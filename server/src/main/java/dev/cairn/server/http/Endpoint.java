package dev.cairn.server.http;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening port of the front end, with its connections and its operation threads. */
public final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    /** How long a stop waits for operations whose connections are closed already. */
    private static final Duration OPERATIONS_END = Duration.ofSeconds(20);

    private final EndpointSettings settings;
    private final RequestService service;
    private final Consumer<RequestLog> refusals;
    private final Resources resources;
    private final OperationPool pool;
    private final Function<EventLoop, ConnectionWatch> watches;

    /** Null where connections are not encrypted. */
    private final @Nullable TlsSockets tls;

    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger channelCount = new AtomicInteger();
    private final AtomicBoolean memoryWasShort = new AtomicBoolean();

    /** Requests whose connection still has to do with them. */
    private final AtomicInteger underWay = new AtomicInteger();

    private final Object ended = new Object();
    private volatile boolean stopping;
    private @Nullable Channel serverChannel;
    private @Nullable InetSocketAddress address;

    Endpoint(
            EndpointSettings settings,
            RequestService service,
            Consumer<RequestLog> refusals,
            Resources resources,
            OperationPool pool,
            Function<EventLoop, ConnectionWatch> watches) {
        this.settings = settings;
        this.service = service;
        this.refusals = refusals;
        this.resources = resources;
        this.pool = pool;
        this.watches = watches;
        Supplier<SSLContext> context = settings.tls();
        this.tls = context == null ? null : new TlsSockets(context);
    }

    /** The bound address; its port is never 0. */
    public InetSocketAddress address() {
        InetSocketAddress bound = address;
        if (bound == null) {
            throw new IllegalStateException("the endpoint does not listen yet");
        }
        return bound;
    }

    public int port() {
        return address().getPort();
    }

    void listening(Channel channel) {
        serverChannel = channel;
        address = (InetSocketAddress) channel.localAddress();
    }

    EndpointSettings settings() {
        return settings;
    }

    RequestService service() {
        return service;
    }

    Resources resources() {
        return resources;
    }

    OperationPool pool() {
        return pool;
    }

    boolean stopping() {
        return stopping;
    }

    /** Sets up accepted connections. */
    ChannelInitializer<SocketChannel> initializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                accept(channel);
            }
        };
    }

    private void accept(SocketChannel channel) {
        int count = channelCount.incrementAndGet();
        channel.closeFuture().addListener(future -> channelCount.decrementAndGet());
        if (count > 2L * settings.connectionsMax()) {
            // Those that are turned away take a while, most of all over TLS.
            ChannelFuture unused = channel.close();
            return;
        }
        SslHandler secured = null;
        if (tls != null) {
            secured = tls.handler();
            channel.pipeline().addLast(secured);
        }
        if (count > settings.connectionsMax()) {
            turnAway(channel);
            return;
        }
        RequestDecoder decoder = new RequestDecoder(resources.settings());
        ConnectionWatch watch = watches.apply(channel.eventLoop());
        channel.pipeline()
                .addLast(decoder, new HttpConnection(this, watch, channel, decoder, secured));
    }

    private void turnAway(SocketChannel channel) {
        LOG.debug("more than {} connections", settings.connectionsMax());
        ResponseHeads heads = resources.heads();
        String requestId = resources.requestIds().next();
        S3Response answer =
                Refusal.TOO_MANY_CONNECTIONS.response(
                        settings.errors(), requestId, heads.hostId(), true);
        byte[] head = heads.word(answer, "GET", requestId, true, false);
        byte[] document = ((ResponseBody.Bytes) answer.body()).bytes();
        ByteBuf buffer = resources.allocator().directBuffer(head.length + document.length);
        buffer.writeBytes(head).writeBytes(document);
        channel.writeAndFlush(buffer).addListener(ChannelFutureListener.CLOSE);
    }

    /** A connection was broken off for want of memory. The first one is told of. */
    void memoryIsShort(Throwable cause) {
        if (memoryWasShort.compareAndSet(false, true)) {
            LOG.error(
                    "a connection is broken off, as others may be: no memory for what it sends;"
                            + " give the JVM more (-Xmx, -XX:MaxDirectMemorySize)",
                    cause);
        }
    }

    void opened(HttpConnection connection) {
        connections.add(connection);
    }

    void closed(HttpConnection connection) {
        connections.remove(connection);
    }

    /** A request has begun. */
    void began() {
        underWay.incrementAndGet();
    }

    /** A request is over: answered, or its connection closed. */
    void ended() {
        if (underWay.decrementAndGet() == 0 && stopping) {
            synchronized (ended) {
                ended.notifyAll();
            }
        }
    }

    void refused(RequestHead head, Refusal refusal) {
        refusals.accept(
                new RequestLog(
                        head.requestId(),
                        "Unknown",
                        head.method(),
                        head.target(),
                        null,
                        null,
                        null,
                        null,
                        head.remoteAddress(),
                        refusal.status(),
                        refusal.code(),
                        0,
                        0,
                        0,
                        RequestLog.Client.of(head),
                        new RequestLog.Detail(null, null, null, null, head.tls())));
    }

    /**
     * Stops accepting, closes idle connections, lets requests under way finish within the grace,
     * then closes the rest. Blocks. Other endpoints go on. Can be repeated.
     */
    public void stop(Duration grace) {
        stopping = true;
        if (serverChannel != null) {
            serverChannel.close().awaitUninterruptibly();
        }
        for (HttpConnection connection : connections) {
            connection.inLoop(connection::closeWhenIdle, () -> {});
        }
        awaitEnded(grace);
        // All at once: over TLS each waits a while for its alert to be taken.
        List<ChannelFuture> closing =
                connections.stream().map(connection -> connection.channel().close()).toList();
        closing.forEach(ChannelFuture::awaitUninterruptibly);
        // Every answer has now given back what it held, or handed it to the pool.
        awaitEnded(OPERATIONS_END);
        if (!pool.stop(OPERATIONS_END)) {
            LOG.warn("{}: operations are still running", settings.name());
        }
    }

    private void awaitEnded(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (ended) {
            long millis;
            while (underWay.get() > 0
                    && (millis = (deadline - System.nanoTime() + 999_999) / 1_000_000) > 0) {
                try {
                    ended.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}

package dev.cairn.server.http;

import dev.cairn.s3.RequestLog;
import dev.cairn.storage.io.LoopThreads;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP server of all ports: event loops, their memory, and the endpoints. */
public final class FrontEnd implements AutoCloseable {
    private static final Duration THREAD_WAIT_MAX = Duration.ofSeconds(1);
    private static final long ARRIVING_BYTES_MAX = 64L * 1024 * 1024;
    private static final long LEAVING_BYTES_MAX = 32L * 1024 * 1024;

    /** Of the memory that buffers may take, where that is little. */
    private static final int ARRIVING_PART = 4;

    private static final int LEAVING_PART = 8;
    private static final int LOOPS_MAX = 16;

    /** Many servers may share a virtual machine, and each has few connections. */
    private static final int EMBEDDED_LOOPS_MAX = 2;

    private static final int BACKLOG = 4096;

    /** Memory is taken in chunks of 4 MiB (8 KiB pages of order 9). */
    private static final int PAGE_BYTES = 8192;

    private static final int CHUNK_ORDER = 9;
    private static final int RECEIVE_BYTES_MIN = 512;
    private static final int RECEIVE_BYTES_FIRST = 8192;
    private static final int RECEIVE_BYTES_MAX = 128 * 1024;

    private final Transport transport;
    private final MultiThreadIoEventLoopGroup loops;
    private final ByteBufAllocator allocator;
    private final Resources resources;
    private final Map<EventLoop, ConnectionWatch> watches = new HashMap<>();
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();

    private FrontEnd(
            HttpSettings settings,
            InstantSource realTime,
            Transport transport,
            int loopCount,
            ByteBufAllocator allocator) {
        this.transport = transport;
        this.allocator = allocator;
        loops =
                new MultiThreadIoEventLoopGroup(
                        loopCount,
                        new DefaultThreadFactory(LoopThreads.PREFIX, true),
                        transport.handlers());
        for (EventExecutor loop : loops) {
            watches.put((EventLoop) loop, new ConnectionWatch((EventLoop) loop, settings));
        }
        SecureRandom random = new SecureRandom();
        byte[] hostId = new byte[48];
        random.nextBytes(hostId);
        resources =
                new Resources(
                        settings,
                        new RequestIds(random.nextLong()),
                        new ResponseHeads(
                                new DateHeader(realTime),
                                Base64.getEncoder().encodeToString(hostId)),
                        new ByteBudget(share(ARRIVING_BYTES_MAX, ARRIVING_PART)),
                        new ByteBudget(share(LEAVING_BYTES_MAX, LEAVING_PART)),
                        allocator);
    }

    private static long share(long bytesMax, int part) {
        return Math.min(bytesMax, PlatformDependent.maxDirectMemory() / part);
    }

    /** Loads what {@link #start} needs and loads by itself: for a start that has another processor. */
    public static void preload() {
        Transport unused = Transport.best();
    }

    /**
     * Starts the event loops: epoll where there is one, else NIO. Listens nowhere yet.
     *
     * @param realTime for the Date header
     */
    public static FrontEnd start(HttpSettings settings, InstantSource realTime) {
        return start(settings, realTime, Transport.best());
    }

    static FrontEnd start(HttpSettings settings, InstantSource realTime, Transport transport) {
        int loopCount = loops(LOOPS_MAX);
        return new FrontEnd(settings, realTime, transport, loopCount, pooled(loopCount));
    }

    /**
     * The same for a server that is a guest in the virtual machine of others, with the least of
     * threads and native code. A pool would keep its chunks beyond the end, until they are
     * collected as garbage, while others count on that memory: here each buffer is given back by
     * itself.
     */
    public static FrontEnd startEmbedded(HttpSettings settings, InstantSource realTime) {
        return new FrontEnd(
                settings,
                realTime,
                Transport.NIO,
                loops(EMBEDDED_LOOPS_MAX),
                new UnpooledByteBufAllocator(true));
    }

    private static int loops(int most) {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, most);
    }

    private static ByteBufAllocator pooled(int loopCount) {
        return new PooledByteBufAllocator(
                true,
                0,
                loopCount,
                PAGE_BYTES,
                CHUNK_ORDER,
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                false);
    }

    /** What {@code x-amz-id-2} says where an answer says nothing else. */
    public String hostId() {
        return resources.heads().hostId();
    }

    /**
     * Opens a port.
     *
     * @param refusals told of requests that the front end refuses itself (too busy, malformed),
     *     since no service reports them
     * @throws IOException when the address cannot be bound; its message names the address
     */
    public Endpoint listen(
            EndpointSettings settings, RequestService service, Consumer<RequestLog> refusals)
            throws IOException {
        OperationPool pool =
                new OperationPool(
                        settings.name(), settings.requestsMax(), THREAD_WAIT_MAX, loops.next());
        Endpoint endpoint =
                new Endpoint(settings, service, refusals, resources, pool, this::watch);
        ChannelFuture bound =
                bootstrap(endpoint).bind(settings.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(
                                    settings.address().getHostString(),
                                    settings.address().getPort(),
                                    bound.cause().getMessage()),
                    bound.cause());
        }
        endpoint.listening(bound.channel());
        endpoints.add(endpoint);
        return endpoint;
    }

    private ServerBootstrap bootstrap(Endpoint endpoint) {
        return new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(
                                RECEIVE_BYTES_MIN, RECEIVE_BYTES_FIRST, RECEIVE_BYTES_MAX))
                .childHandler(endpoint.initializer());
    }

    private ConnectionWatch watch(EventLoop loop) {
        return Objects.requireNonNull(watches.get(loop));
    }

    /** Runs something on one of the event loops. */
    void inLoop(Runnable work) {
        loops.next().execute(work);
    }

    /** Bytes of direct memory in use: none when nothing is under way. */
    long pinnedBytes() {
        return allocator instanceof PooledByteBufAllocator pool
                ? pool.pinnedDirectMemory()
                : ((ByteBufAllocatorMetricProvider) allocator).metric().usedDirectMemory();
    }

    Resources resources() {
        return resources;
    }

    /** Stops all endpoints as {@link Endpoint#stop}, then the event loops. Blocks. */
    public void stop(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        for (Endpoint endpoint : endpoints) {
            long nanos = Math.max(0, deadline - System.nanoTime());
            endpoint.stop(Duration.ofNanos(nanos));
        }
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Stops without grace. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}

package dev.cairn.server.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the connections of one event loop, which alone calls it: a tick now and then, at
 * which each connection compares idleness and rates with their limits. So no request needs a timer.
 */
final class ConnectionWatch implements Runnable {
    private static final long TICK_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long TICK_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    /** A limit is kept to within this part of itself. */
    private static final int TICKS_PER_LIMIT = 8;

    private final EventLoop loop;
    private final long tickNanos;
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private boolean ticking;
    private long latestNanos;

    ConnectionWatch(EventLoop loop, HttpSettings settings) {
        this.loop = loop;
        Duration shortest = settings.idleTimeout();
        if (settings.rateWindow().compareTo(shortest) < 0) {
            shortest = settings.rateWindow();
        }
        this.tickNanos =
                Math.clamp(shortest.toNanos() / TICKS_PER_LIMIT, TICK_NANOS_MIN, TICK_NANOS_MAX);
    }

    void add(HttpConnection connection) {
        connections.add(connection);
        if (!ticking) {
            ticking = true;
            latestNanos = System.nanoTime();
            schedule();
        }
    }

    void remove(HttpConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        long elapsedNanos = now - latestNanos;
        latestNanos = now;
        for (HttpConnection connection : List.copyOf(connections)) {
            connection.tick(elapsedNanos);
        }
        ticking = !connections.isEmpty();
        if (ticking) {
            schedule();
        }
    }

    private void schedule() {
        ScheduledFuture<?> unused = loop.schedule(this, tickNanos, TimeUnit.NANOSECONDS);
    }
}

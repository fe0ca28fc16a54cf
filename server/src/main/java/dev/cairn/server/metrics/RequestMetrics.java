package dev.cairn.server.metrics;

import dev.cairn.s3.RequestLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Counts finished requests by operation and code, their bytes and their time. The code is S3's
 * error code, or the status of a success. Safe for all threads.
 */
public final class RequestMetrics implements Consumer<RequestLog> {
    private static final Duration[] DURATION_BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> counts = new ConcurrentHashMap<>();
    private final Timer duration;
    private final Counter received;
    private final Counter sent;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
        duration =
                Timer.builder(RequestMeter.DURATION.meterName())
                        .description(RequestMeter.DURATION.description())
                        .serviceLevelObjectives(DURATION_BOUNDS)
                        .register(registry);
        received = counter(RequestMeter.RECEIVED);
        sent = counter(RequestMeter.SENT);
    }

    private Counter counter(RequestMeter meter) {
        return Counter.builder(meter.meterName())
                .description(meter.description())
                .register(registry);
    }

    @Override
    public void accept(RequestLog request) {
        String errorCode = request.errorCode();
        String code = errorCode == null ? Integer.toString(request.status()) : errorCode;
        counts.computeIfAbsent(new Outcome(request.operation(), code), this::count).increment();
        duration.record(request.nanos(), TimeUnit.NANOSECONDS);
        received.increment((double) request.receivedBytes());
        sent.increment((double) request.sentBytes());
    }

    private Counter count(Outcome outcome) {
        return Counter.builder(RequestMeter.REQUESTS.meterName())
                .description(RequestMeter.REQUESTS.description())
                .tag("operation", outcome.operation)
                .tag("code", outcome.code)
                .register(registry);
    }

    private record Outcome(String operation, String code) {}
}

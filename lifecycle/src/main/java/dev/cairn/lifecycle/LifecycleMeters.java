package dev.cairn.lifecycle;

import dev.cairn.storage.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The meters of the runner. */
final class LifecycleMeters {
    private final MeterRegistry registry;
    private final AtomicReference<Instant> watermark;

    private enum Meter {
        LAG(
                "cairn.lifecycle.lag.seconds",
                "Since when rules may have something due that is not done"),
        WATERMARK(
                "cairn.lifecycle.watermark.seconds",
                "All that rules had due then has been done, in seconds of the epoch"),
        ACTIONS("cairn.lifecycle.actions", "Actions of rules by what became of them");

        private final String id;
        private final String description;

        Meter(String id, String description) {
            this.id = id;
            this.description = description;
        }
    }

    /**
     * Registers them.
     *
     * @param watermark before the first pass
     */
    LifecycleMeters(MeterRegistry registry, Clock clock, Instant watermark) {
        this.registry = registry;
        this.watermark = new AtomicReference<>(watermark);
        gauge(Meter.LAG, () -> seconds(Duration.between(this.watermark.get(), clock.now())));
        gauge(
                Meter.WATERMARK,
                () -> seconds(Duration.between(Instant.EPOCH, this.watermark.get())));
        for (LifecycleAction action : LifecycleAction.values()) {
            for (ActionResult result : ActionResult.values()) {
                if (result != ActionResult.DRY_RUN) {
                    counter(action, result);
                }
            }
        }
    }

    /** The watermark is there; of two passes that end together, the one that got further counts. */
    void reached(Instant instant) {
        Instant unused =
                watermark.accumulateAndGet(
                        instant, (one, other) -> one.isAfter(other) ? one : other);
    }

    void acted(LifecycleAction action, ActionResult result) {
        counter(action, result).increment();
    }

    private Counter counter(LifecycleAction action, ActionResult result) {
        return Counter.builder(Meter.ACTIONS.id)
                .description(Meter.ACTIONS.description)
                .tag("action", action.element())
                .tag("result", result.word())
                .register(registry);
    }

    private void gauge(Meter meter, Supplier<Number> value) {
        Gauge.builder(meter.id, value).description(meter.description).register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

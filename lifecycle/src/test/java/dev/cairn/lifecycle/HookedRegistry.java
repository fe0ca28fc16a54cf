package dev.cairn.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;

/** Meters that let a test do something when the first action of a pass is counted. */
final class HookedRegistry extends SimpleMeterRegistry {
    private final AtomicReference<Runnable> hook = new AtomicReference<>(() -> {});

    void onFirstAction(Runnable action) {
        hook.set(action);
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        if (!id.getName().equals("cairn.lifecycle.actions")) {
            return super.newCounter(id);
        }
        return new CumulativeCounter(id) {
            @Override
            public void increment(double amount) {
                super.increment(amount);
                hook.getAndSet(() -> {}).run();
            }
        };
    }
}

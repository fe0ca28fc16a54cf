package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that runs a pass of the rules every so often, by the clock of the store. */
public final class LifecycleScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleScheduler.class);

    /** The clock may be moved, so it is looked at again and again. */
    private static final Duration LOOK_MAX = Duration.ofSeconds(10);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(30);

    private final LifecycleRunner runner;
    private final Clock clock;
    private final Thread thread;

    public LifecycleScheduler(LifecycleRunner runner, Clock clock) {
        this.runner = runner;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("cairn-lifecycle").unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    /** Waits until the unit under way has ended; the pass goes on with the next start. */
    @Override
    public void close() {
        runner.close();
        if (thread.getState() != Thread.State.NEW) {
            try {
                thread.join();
            } catch (InterruptedException never) {
                throw new AssertionError("threads near the store are never interrupted", never);
            }
        }
    }

    private void loop() {
        Duration pause = Duration.ZERO;
        while (runner.stop().await(pause)) {
            pause = look();
        }
    }

    private Duration look() {
        try {
            if (!runner.nextPass().isAfter(clock.now())) {
                runner.scheduledPass();
            }
            Duration interval = runner.settings().interval();
            return interval.compareTo(LOOK_MAX) < 0 ? interval : LOOK_MAX;
        } catch (StorageException refused) {
            if (!runner.stop().isStopped()) {
                LOG.warn("The pass of the rules waits: {}", refused.getMessage());
            }
        } catch (RuntimeException | Error failed) {
            LOG.error("The pass of the rules failed and will be tried again", failed);
        }
        return AFTER_FAULT;
    }
}

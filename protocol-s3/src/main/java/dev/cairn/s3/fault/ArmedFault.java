package dev.cairn.s3.fault;

import dev.cairn.storage.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fault that shall happen to one request. Who lets it happen says so by {@link #fire}: a body may
 * be too short for it, or something else may end the request before.
 */
public final class ArmedFault<E extends FaultEffect> {
    private static final Logger LOG = LoggerFactory.getLogger(ArmedFault.class);

    private final Fault fault;
    private final E effect;
    private final FaultedRequest request;
    private final Clock clock;
    private final AtomicBoolean fired = new AtomicBoolean();

    ArmedFault(Fault fault, E effect, FaultedRequest request, Clock clock) {
        this.fault = fault;
        this.effect = effect;
        this.request = request;
        this.clock = clock;
    }

    public E effect() {
        return effect;
    }

    public boolean fired() {
        return fired.get();
    }

    /** It happens now. Counts once. */
    public void fire() {
        if (!fired.compareAndSet(false, true)) {
            return;
        }
        fault.fired(
                new Firing(
                        clock.now(),
                        request.id(),
                        request.operation(),
                        request.bucket(),
                        request.key(),
                        request.partNumber()));
        LOG.info(
                "request {}: {} meets {} ({})",
                request.id(),
                request.operation(),
                fault.id(),
                effect.type());
    }
}

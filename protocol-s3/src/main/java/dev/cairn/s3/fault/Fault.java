package dev.cairn.s3.fault;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A fault with its counts. Event loops and operation threads come by; each holds the lock for a few
 * instructions.
 */
final class Fault {
    private final long number;
    private final Instant created;
    private final FaultMatch match;
    private final FaultEffect effect;

    /** Guards what follows. */
    private final Object lock = new Object();

    /** Null where nothing is left to chance. */
    private final @Nullable SplittableRandom random;

    private final ArrayDeque<Firing> firings = new ArrayDeque<>();
    private long matched;
    private long fired;

    Fault(long number, Instant created, FaultMatch match, FaultEffect effect) {
        this.number = number;
        this.created = created;
        this.match = match;
        this.effect = effect;
        FaultMatch.Chance chance = match.chance();
        this.random = chance == null ? null : new SplittableRandom(chance.seed());
    }

    String id() {
        return FaultReport.id(number);
    }

    FaultEffect effect() {
        return effect;
    }

    FaultReport report() {
        synchronized (lock) {
            return new FaultReport(
                    number, created, match, effect, matched, fired, List.copyOf(firings));
        }
    }

    /** Counts a request that the fault is for; whether it shall happen to this one. */
    boolean chooses(FaultedRequest request) {
        if (!match.takes(request)) {
            return false;
        }
        FaultMatch.Calls calls = match.calls();
        FaultMatch.Chance chance = match.chance();
        synchronized (lock) {
            matched++;
            if (calls != null && !calls.includes(matched)) {
                return false;
            }
            return random == null
                    || chance == null
                    || random.nextDouble() < chance.probability();
        }
    }

    void fired(Firing firing) {
        synchronized (lock) {
            fired++;
            if (firings.size() == Faults.FIRINGS_KEPT) {
                firings.removeFirst();
            }
            firings.addLast(firing);
        }
    }
}

package dev.cairn.s3.fault;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that shall happen to one request, in the order in which they were added. */
public final class FaultPlan {
    private final List<ArmedFault<?>> faults;

    FaultPlan(List<ArmedFault<?>> faults) {
        this.faults = List.copyOf(faults);
    }

    /** All of them. */
    public List<ArmedFault<?>> faults() {
        return faults;
    }

    /** The first with an effect of this kind; null where there is none. */
    public <E extends FaultEffect> @Nullable ArmedFault<E> find(Class<E> kind) {
        return find(kind, effect -> true);
    }

    /** The first that slows the bytes of a direction. */
    public @Nullable ArmedFault<FaultEffect.Bandwidth> bandwidth(Direction direction) {
        return find(
                FaultEffect.Bandwidth.class, effect -> effect.direction().includes(direction));
    }

    /** The first that resets the connection by the bytes of a direction. */
    public @Nullable ArmedFault<FaultEffect.Reset> reset(Direction direction) {
        return find(FaultEffect.Reset.class, effect -> effect.direction() == direction);
    }

    @SuppressWarnings("unchecked") // The effect has been looked at.
    private <E extends FaultEffect> @Nullable ArmedFault<E> find(
            Class<E> kind, Predicate<E> wanted) {
        for (ArmedFault<?> fault : faults) {
            if (kind.isInstance(fault.effect()) && wanted.test(kind.cast(fault.effect()))) {
                return (ArmedFault<E>) fault;
            }
        }
        return null;
    }

    /**
     * How many bytes of an answer's body leave the server.
     *
     * @param length that the body would have
     */
    public long sentBytes(long length) {
        if (find(FaultEffect.DropReply.class) != null) {
            return 0;
        }
        ArmedFault<FaultEffect.Truncate> truncate = find(FaultEffect.Truncate.class);
        ArmedFault<FaultEffect.Reset> reset = reset(Direction.OUT);
        long sent = length;
        if (truncate != null) {
            sent = Math.min(sent, truncate.effect().afterBytes());
        }
        return reset == null ? sent : Math.min(sent, reset.effect().afterBytes());
    }
}

package dev.cairn.s3.fault;

import dev.cairn.s3.auth.ClaimedKey;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import dev.cairn.s3.operation.Operation;
import dev.cairn.s3.operation.OperationTable;
import dev.cairn.s3.operation.Route;
import dev.cairn.storage.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a running server. They are kept in memory, so that a start begins without any. Safe
 * for all threads; none of them waits.
 */
public final class Faults {
    /** How many faults there can be at a time. */
    public static final int FAULTS_MAX = 100;

    /** How many firings of a fault are kept, the newest ones. */
    public static final int FIRINGS_KEPT = 100;

    private final OperationTable operations;
    private final List<String> domains;
    private final Clock clock;
    private final CopyOnWriteArrayList<Fault> faults = new CopyOnWriteArrayList<>();

    /** Guards what follows, and who adds. */
    private final Object lock = new Object();

    private long latestNumber;

    /**
     * No faults yet.
     *
     * @param domains base domains of virtual-host style addresses
     * @param clock for the times of what happens
     */
    public Faults(OperationTable operations, List<String> domains, Clock clock) {
        this.operations = operations;
        this.domains = List.copyOf(domains);
        this.clock = clock;
    }

    /**
     * Adds a fault, behind all others.
     *
     * @throws InvalidFaultException where no operation can meet it
     * @throws TooManyFaultsException beyond {@link #FAULTS_MAX}
     */
    public FaultReport add(FaultMatch match, FaultEffect effect) {
        boolean possible =
                Stream.concat(
                        operations.operations().stream(), Stream.of(operations.form()))
                        .anyMatch(
                                operation -> match.takesOperation(operation.name())
                                        && effect.concerns(operation));
        InvalidFaultException.require(
                possible,
                "match.operation",
                "the name of an operation, or a pattern of names, that can meet " + effect.type());
        synchronized (lock) {
            if (faults.size() >= FAULTS_MAX) {
                throw new TooManyFaultsException();
            }
            Fault fault =
                    new Fault(++latestNumber, clock.now(), match, effect);
            faults.add(fault);
            return fault.report();
        }
    }

    /** All faults, in the order in which they were added. */
    public List<FaultReport> list() {
        return faults.stream().map(Fault::report).toList();
    }

    public Optional<FaultReport> find(String id) {
        return faults.stream()
                .filter(fault -> fault.id().equals(id))
                .map(Fault::report)
                .findFirst();
    }

    /** Takes a fault away; requests that have met it already go on as they are. */
    public Optional<FaultReport> remove(String id) {
        synchronized (lock) {
            Optional<Fault> found =
                    faults.stream().filter(fault -> fault.id().equals(id)).findFirst();
            found.ifPresent(faults::remove);
            return found.map(Fault::report);
        }
    }

    /** Takes all faults away, and says what became of them. */
    public List<FaultReport> clear() {
        synchronized (lock) {
            List<FaultReport> last = list();
            faults.clear();
            return last;
        }
    }

    /**
     * What shall happen to a request; null for nothing. Counts the request, so that it is to be
     * asked once. Does not wait.
     */
    public @Nullable FaultPlan plan(RequestHead head) {
        if (faults.isEmpty()) {
            return null;
        }
        try {
            return plan(head, RequestTarget.parse(head.target()));
        } catch (S3Exception malformed) {
            // The service refuses it just so; there is no operation that could meet a fault.
            return null;
        }
    }

    private @Nullable FaultPlan plan(RequestHead sent, RequestTarget target) {
        if (sent.method().equals("OPTIONS")) {
            return null;
        }
        S3Address address = S3Address.of(target, sent.headers().first("host"), domains);
        RequestHead head = sent.withPresignedHeaders(target);
        Operation operation = operations.find(head, target, address);
        FaultedRequest request =
                new FaultedRequest(
                        head.requestId(),
                        operation.name(),
                        address.bucket(),
                        address.key(),
                        number(target.query().first(Route.PART_NUMBER)),
                        ClaimedKey.of(head, target),
                        head.headers());
        List<ArmedFault<?>> armed = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.effect().concerns(operation) && fault.chooses(request)) {
                armed.add(new ArmedFault<>(fault, fault.effect(), request, clock));
            }
        }
        return armed.isEmpty() ? null : new FaultPlan(armed);
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return Integer.valueOf(Objects.requireNonNullElse(text, ""));
        } catch (NumberFormatException none) {
            return null;
        }
    }
}

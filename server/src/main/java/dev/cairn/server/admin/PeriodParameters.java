package dev.cairn.server.admin;

import dev.cairn.billing.BucketScope;
import dev.cairn.billing.Period;
import dev.cairn.billing.StatementQuery;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.BucketName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a question to the ledger is about: {@code from}, {@code to}, {@code bucket}, {@code owner}. */
final class PeriodParameters {
    private static final long DAYS_MAX = 3_660;

    private final AdminRequest request;
    private final ServedStore store;

    PeriodParameters(AdminRequest request, ServedStore store) {
        this.request = request;
        this.store = store;
    }

    /** Whole hours; without parameters the month of the last hour that is over, up to that. */
    Period hours() {
        Instant now = store.storage().clock().now().truncatedTo(ChronoUnit.HOURS);
        Instant to = instant("to");
        Instant end = to == null ? now : to;
        Instant from = instant("from");
        return period(
                from == null ? Period.startOf(Period.monthOf(end.minusMillis(1))) : from, end, now);
    }

    /** Whole days; without parameters the last 31 that are over. */
    Period days() {
        Instant today = Period.startOf(Period.dayOf(store.storage().clock().now()));
        Instant to = instant("to");
        Instant end = to == null ? today : to;
        Instant from = instant("from");
        Instant begin = from == null ? end.minus(31, ChronoUnit.DAYS) : from;
        if (!isDay(begin) || !isDay(end)) {
            throw AdminException.invalidArgument("from and to must be midnights of UTC here");
        }
        return period(begin, end, today);
    }

    /** What is asked, by the plans of the buckets or by the one that {@code plan} names. */
    StatementQuery query(Period period) {
        return new StatementQuery(
                period, new BucketScope(bucket(), request.find("owner")), namedPlan());
    }

    /** The bucket that is asked for, which there is or was; null for all. */
    private @Nullable BucketName bucket() {
        BucketName bucket = request.findBucket();
        if (bucket != null && store.storage().ledger().named(bucket).isEmpty()) {
            throw new AdminException(
                    404, "NoSuchBucket", "there is no bucket " + bucket + ", nor was there one");
        }
        return bucket;
    }

    /** The plan of a bucket, unless another one is asked for. */
    PricePlan plan(BucketName bucket) {
        PricePlan named = namedPlan();
        return named == null ? store.billing().plans().of(bucket) : named;
    }

    /** The plan that is asked for; null where none is. */
    @Nullable
    PricePlan namedPlan() {
        String plan = request.find("plan");
        return plan == null
                ? null
                : PlansResource.find(store.billing().plans().catalog(), plan);
    }

    private static Period period(Instant from, Instant to, Instant latest) {
        if (to.isAfter(latest)) {
            throw AdminException.invalidArgument(
                    "to is %s, but what is over ends at %s".formatted(to, latest));
        }
        if (!from.isBefore(to)) {
            throw AdminException.invalidArgument("from is " + from + ", which is not before " + to);
        }
        if (ChronoUnit.DAYS.between(from, to) > DAYS_MAX) {
            throw AdminException.invalidArgument("a period has at most " + DAYS_MAX + " days");
        }
        return new Period(from, to);
    }

    /** An instant or a date, which stands for its first moment. */
    private @Nullable Instant instant(String name) {
        String text = request.find(name);
        if (text == null) {
            return null;
        }
        try {
            Instant instant =
                    text.indexOf('T') < 0
                            ? Period.startOf(LocalDate.parse(text))
                            : Instant.parse(text);
            if (Period.isHour(instant)) {
                return instant;
            }
        } catch (DateTimeException malformed) {
            // Refused below, as an instant between two hours is.
        }
        throw AdminException.invalidArgument(
                name
                        + " must be a whole hour, as 2026-03-01T10:00:00Z, or a date, as 2026-03-01;"
                        + " the ledger adds up by hours");
    }

    private static boolean isDay(Instant instant) {
        return instant.equals(Period.startOf(Period.dayOf(instant)));
    }
}

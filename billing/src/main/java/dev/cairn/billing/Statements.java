package dev.cairn.billing;

import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.LedgerBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes statements from what the ledger says. Nothing is remembered between them. */
public final class Statements {
    private final Storage storage;
    private final LedgerStore ledger;
    private final LedgerBuckets buckets;
    private final BucketPlans plans;
    private final Supplier<Instant> watermark;

    /** The buckets of one owner that one plan charges. */
    private record AccountKey(String owner, PlanName plan) implements Comparable<AccountKey> {
        private static final Comparator<AccountKey> ORDER =
                Comparator.comparing(AccountKey::owner).thenComparing(AccountKey::plan);

        @Override
        public int compareTo(AccountKey other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Statements over a store.
     *
     * @param watermark until when all rules have done what was due
     */
    public Statements(Storage storage, BucketPlans plans, Supplier<Instant> watermark) {
        this.storage = storage;
        this.ledger = storage.ledger();
        this.buckets = new LedgerBuckets(ledger);
        this.plans = plans;
        this.watermark = watermark;
    }

    /** The statement of a period, which lies in the past. Refused with {@link BillingException}. */
    public Statement of(StatementQuery query) {
        // Asked for first: what is booked while the rows are read may be seen or not.
        Instant booked = earlier(ledger.complete(), watermark.get());
        boolean wholeAccount = query.scope().bucket() == null;
        Map<AccountKey, Account> accounts = new TreeMap<>();
        buckets.each(
                query.scope(),
                bucket -> {
                    PricePlan plan = plan(query, bucket);
                    if (matters(bucket, plan, query.period())) {
                        account(accounts, query, bucket.owner(), plan)
                                .add(new BucketMeter(ledger), bucket.space(), true);
                    }
                });
        addRest(accounts, query);
        Map<LineKey, Charge> charges = new TreeMap<>();
        accounts.values()
                .forEach(
                        account -> account.charges(wholeAccount)
                                .forEach(
                                        (line, charge) -> charges.merge(line, charge,
                                                Charge::plus)));
        List<PricePlan> priced = priced(accounts, query);
        if (accounts.isEmpty()) {
            charges.putAll(
                    new Account(priced.getFirst(), query.period(), false).charges(false));
        }
        boolean isFinal = !booked.isBefore(query.period().to());
        List<Statement.Line> lines = lines(query, charges, priced, isFinal);
        return new Statement(
                priced.stream().map(PricePlan::name).toList(),
                query.period(),
                ledger.since(),
                isFinal,
                earlier(booked, query.period().to()),
                priced.getFirst().currency(),
                lines,
                lines.stream()
                        .map(Statement.Line::amount)
                        .reduce(Fraction.ZERO, Fraction::plus));
    }

    /**
     * Under which prefixes open uploads hold the most bytes now; costs a walk over their parts.
     *
     * @param asked null for the plans of the buckets
     */
    public List<OpenPrefix> openNow(BucketScope scope, @Nullable PricePlan asked) {
        return TopPrefixes.of(
                storage,
                bucket -> scope.contains(bucket.name(), bucket.owner()),
                bucket -> asked == null ? plans.of(bucket) : asked);
    }

    /** Where tiers go by the account, the buckets that nobody asked for have used them as well. */
    private void addRest(Map<AccountKey, Account> accounts, StatementQuery query) {
        Set<AccountKey> tiered = new HashSet<>();
        accounts.forEach(
                (key, account) -> {
                    if (!account.plan().isFlat()) {
                        tiered.add(key);
                    }
                });
        if (query.scope().bucket() == null || tiered.isEmpty()) {
            return;
        }
        buckets.each(
                new BucketScope(null, query.scope().owner()),
                bucket -> {
                    PricePlan plan = plan(query, bucket);
                    boolean counts =
                            !bucket.name().equals(query.scope().bucket())
                                    && tiered.contains(
                                            new AccountKey(bucket.owner(), plan.name()))
                                    && matters(bucket, plan, query.period());
                    if (counts) {
                        account(accounts, query, bucket.owner(), plan)
                                .add(new BucketMeter(ledger), bucket.space(), false);
                    }
                });
    }

    private static Account account(
            Map<AccountKey, Account> accounts,
            StatementQuery query,
            String owner,
            PricePlan plan) {
        return accounts.computeIfAbsent(
                new AccountKey(owner, plan.name()),
                key -> new Account(plan, query.period(), query.scope().bucket() == null));
    }

    private PricePlan plan(StatementQuery query, LedgerBucket bucket) {
        PricePlan asked = query.plan();
        return asked == null ? plans.of(bucket) : asked;
    }

    /** Whether anything of a bucket can be charged in the months of the period. */
    private static boolean matters(LedgerBucket bucket, PricePlan plan, Period period) {
        Instant dropped = bucket.dropped();
        if (dropped == null) {
            return bucket.created().isBefore(period.to());
        }
        Integer active = plan.unfinishedActiveDays();
        long days =
                Math.max(plan.minimumRetentionDaysMax(), active == null ? 0 : active) + 1L;
        return bucket.created().isBefore(period.to())
                && dropped.plus(Duration.ofDays(days))
                        .isAfter(Period.startOf(period.month()));
    }

    /** The plans of the lines, of one currency; where there are no buckets, that of new ones. */
    private List<PricePlan> priced(Map<AccountKey, Account> accounts, StatementQuery query) {
        Map<PlanName, PricePlan> priced = new TreeMap<>();
        accounts.values().forEach(account -> priced.put(account.plan().name(), account.plan()));
        if (priced.isEmpty()) {
            PricePlan asked = query.plan();
            return List.of(asked == null ? plans.fallback() : asked);
        }
        Set<String> currencies =
                priced.values().stream().map(PricePlan::currency).collect(Collectors.toSet());
        if (currencies.size() > 1) {
            throw new BillingException(
                    BillingException.Reason.SEVERAL_CURRENCIES,
                    "the plans %s are of several currencies; ask for one plan, bucket or owner"
                            .formatted(priced.keySet()));
        }
        return List.copyOf(priced.values());
    }

    private List<Statement.Line> lines(
            StatementQuery query,
            Map<LineKey, Charge> charges,
            List<PricePlan> priced,
            boolean isFinal) {
        Map<PlanName, PricePlan> byName =
                priced.stream().collect(Collectors.toMap(PricePlan::name, plan -> plan));
        List<OpenPrefix> prefixes = isFinal ? null : openNow(query.scope(), query.plan());
        List<Statement.Line> lines = new ArrayList<>();
        charges.forEach(
                (line, charge) -> {
                    PricePlan plan = byName.get(line.plan());
                    if (plan == null) {
                        throw new AssertionError("a line of no plan: " + line);
                    }
                    lines.add(
                            new Statement.Line(
                                    line.kind(),
                                    line.plan(),
                                    line.storageClass(),
                                    charge.quantity(),
                                    unit(line.kind(), plan),
                                    charge.byteMillis(),
                                    charge.unitPrice(),
                                    charge.amount(),
                                    line.kind() == LineKind.INCOMPLETE_UPLOADS
                                            ? prefixes
                                            : null));
                });
        return lines;
    }

    private static String unit(LineKind kind, PricePlan plan) {
        return switch (kind) {
            case STORAGE_CURRENT, STORAGE_NONCURRENT, INCOMPLETE_UPLOADS, DELETED_STORAGE ->
                    plan.unit().label() + "-month";
            case REQUESTS_TIER1, REQUESTS_TIER2, REQUESTS_FREE -> requests(kind, plan);
            case DATA_OUT -> plan.unit().label();
            case MINIMUM_CHARGE -> "month";
        };
    }

    private static String requests(LineKind kind, PricePlan plan) {
        int per = plan.requests(LineKind.tier(kind)).per();
        return per == 1 ? "request" : per + " requests";
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.LedgerBucketRow;
import dev.cairn.storage.catalog.LedgerKey;
import dev.cairn.storage.catalog.LedgerRecords;
import dev.cairn.storage.catalog.LedgerRows;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.WideSums;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.RequestSum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of byte-time: of every bucket that is or was, how many bytes came and went in each
 * hour, and in older times in each day. Written by the commits of the operations themselves; how,
 * says {@link LedgerKey}. Every reading sees whole commits. Every call blocks.
 */
public final class LedgerStore {
    private static final int DROPS_MAX = 4096;

    private final Catalog catalog;
    private final RocksCatalog rocks;
    private final LedgerRecords records;
    private final Underway underway;

    LedgerStore(Catalog catalog, RocksCatalog rocks, Underway underway) {
        this.catalog = catalog;
        this.rocks = rocks;
        this.records = rocks.ledger();
        this.underway = underway;
    }

    /** When the ledger began: what was there came at this instant, what was before nobody knows. */
    public Instant since() {
        return Objects.requireNonNull(records.since(), "the ledger begins with the store");
    }

    /** From here on there are rows of hours; a period before can be cut at days only. */
    public Instant hoursFrom() {
        return records.hoursFrom();
    }

    /**
     * Everything that requests did before this instant is in the ledger. Rules may still come late,
     * since what they do counts from when it was due.
     */
    public Instant complete() {
        // In this order: a bucket that is dropped behind the look is dropped at a later instant.
        long nothingBefore = underway.nothingBeforeMillis();
        List<RocksCatalog.Entry> drops =
                rocks.look(totals -> rocks.queue(QueueEntry.Kind.DROP, -1, DROPS_MAX));
        for (RocksCatalog.Entry entry : drops) {
            if (entry.work() instanceof QueueEntry.Drop drop && drop.at() != null) {
                nothingBefore = Math.min(nothingBefore, drop.at().toEpochMilli());
            }
        }
        return Instant.ofEpochMilli(nothingBefore);
    }

    /** No request that is under way or will begin counts from before this instant. */
    public Instant settled() {
        return Instant.ofEpochMilli(underway.nothingBeforeMillis());
    }

    /**
     * Every bucket that is or was, since the ledger began.
     *
     * @param after the space of the last one; null from the start
     */
    public List<LedgerBucket> buckets(@Nullable Long after, int limit) {
        List<LedgerBucket> buckets = new ArrayList<>();
        RowRange range = LedgerRows.bucketsBehind(after == null ? 0 : after);
        try (RowScan rows = catalog.scan(range)) {
            while (buckets.size() < limit && rows.next()) {
                buckets.add(bucket(rows));
            }
        }
        return buckets;
    }

    /** One that is or was; empty where the ledger has none of this id. */
    public Optional<LedgerBucket> bucket(long space) {
        byte[] value = catalog.get(LedgerRows.bucket(space));
        return Optional.ofNullable(value).map(row -> LedgerBucketRow.decode(space, row));
    }

    /** All that have or had a name, the latest first; costs a walk over all buckets ever. */
    public List<LedgerBucket> named(BucketName name) {
        List<LedgerBucket> buckets = new ArrayList<>();
        try (RowScan rows = catalog.scan(LedgerRows.bucketsBehind(0))) {
            while (rows.next()) {
                LedgerBucket bucket = bucket(rows);
                if (bucket.name().equals(name)) {
                    buckets.add(bucket);
                }
            }
        }
        buckets.sort(Comparator.comparingLong(LedgerBucket::space).reversed());
        return buckets;
    }

    /** Class sums whose unit starts before an instant, by its start. */
    public void sums(long space, Instant to, Consumer<ClassSum> each) {
        try (RowScan rows = catalog.scan(LedgerRows.classSums(space, 0, to.toEpochMilli()))) {
            while (rows.next()) {
                if (LedgerRows.key(rows.key()) instanceof LedgerKey.OfClass key) {
                    each.accept(LedgerRows.classSum(key, rows.value()));
                }
            }
        }
    }

    /**
     * Cohort cells by the start of the event's unit.
     *
     * @param createdFrom the start of an hour, before which cohorts are left out
     * @param to events of units that start then or later are left out
     */
    public void cohorts(
            long space, Instant createdFrom, Instant to, Consumer<CohortCell> each) {
        long fromMillis = createdFrom.toEpochMilli();
        // Nothing happens before its creation, but its day may begin before.
        long firstMillis = Math.max(0, dayOf(fromMillis));
        RowRange range = LedgerRows.cohorts(space, firstMillis, to.toEpochMilli());
        try (RowScan rows = catalog.scan(range)) {
            while (rows.next()) {
                if (LedgerRows.key(rows.key()) instanceof LedgerKey.OfCohort key
                        && key.createdHourMillis() >= fromMillis) {
                    each.accept(LedgerRows.cohort(key, rows.value()));
                }
            }
        }
    }

    /** Requests in units that start within a period. */
    public void requests(long space, Instant from, Instant to, Consumer<RequestSum> each) {
        RowRange range =
                LedgerRows.requests(
                        space, Math.max(0, from.toEpochMilli()), to.toEpochMilli());
        try (RowScan rows = catalog.scan(range)) {
            while (rows.next()) {
                if (LedgerRows.key(rows.key()) instanceof LedgerKey.OfRequests key) {
                    each.accept(LedgerRows.requests(key, rows.value()));
                }
            }
        }
    }

    /**
     * Adds requests, all in one commit; those of a name that no bucket ever had are left out.
     * Refused with WritesStopped, OutcomeUnknown, TooBusy.
     *
     * @param counted by bucket, what came in some hours
     */
    public void count(Map<BucketName, List<RequestSum>> counted) {
        Batch.Builder batch = LedgerRecords.own();
        Map<BucketName, Long> spaces = spaces(counted.keySet());
        counted.forEach(
                (name, sums) -> {
                    Long space = spaces.get(name);
                    if (space != null) {
                        sums.forEach(sum -> count(batch, space, sum));
                    }
                });
        records.count(batch);
    }

    /** Of each name the bucket that has it, or else the last one that had it. */
    private Map<BucketName, Long> spaces(Set<BucketName> names) {
        Map<BucketName, Long> spaces = new HashMap<>();
        Spaces living = new Spaces(catalog);
        for (BucketName name : names) {
            Space space = living.find(name);
            if (space != null) {
                spaces.put(name, space.id());
            }
        }
        if (spaces.size() < names.size()) {
            try (RowScan rows = catalog.scan(LedgerRows.bucketsBehind(0))) {
                while (rows.next()) {
                    LedgerBucket bucket = bucket(rows);
                    if (bucket.dropped() != null && names.contains(bucket.name())) {
                        spaces.merge(bucket.name(), bucket.space(), Math::max);
                    }
                }
            }
        }
        return spaces;
    }

    private static void count(Batch.Builder batch, long space, RequestSum sum) {
        WideSums sums = batch.book(LedgerKey.OfRequests.at(space, sum.start()));
        sum.counts().forEach((group, count) -> sums.add(group.code() - 1, count));
        sums.add(LedgerKey.OfRequests.RECEIVED, sum.receivedBytes());
        sums.add(LedgerKey.OfRequests.SENT, sum.sentBytes());
    }

    private static LedgerBucket bucket(RowScan rows) {
        return LedgerBucketRow.decode(LedgerRows.bucketSpace(rows.key()), rows.value());
    }

    private static long dayOf(long millis) {
        return LedgerUnit.DAY.startOf(millis);
    }
}

package dev.cairn.storage.catalog;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.LedgerBucket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The value of a {@code b} row: a bucket that is or was, since its sums outlive it. */
public final class LedgerBucketRow {
    private static final int VERSION = 2;

    /** The first one that has the plan of a bucket that was. */
    private static final int WITH_PLAN = 2;

    private LedgerBucketRow() {}

    public static byte[] encode(LedgerBucket bucket) {
        Instant dropped = bucket.dropped();
        RowWriter row =
                new RowWriter(VERSION)
                        .text(bucket.name().value())
                        .text(bucket.owner())
                        .number(bucket.created().toEpochMilli())
                        .flag(dropped != null);
        if (dropped != null) {
            row.number(dropped.toEpochMilli());
        }
        String plan = bucket.lastPlan();
        row.flag(plan != null);
        if (plan != null) {
            row.text(plan);
        }
        return row.toBytes();
    }

    public static LedgerBucket decode(long space, byte[] value) {
        RowReader row = new RowReader(value, 1, VERSION);
        return new LedgerBucket(
                space,
                new BucketName(row.text()),
                row.text(),
                Instant.ofEpochMilli(row.number()),
                row.flag() ? Instant.ofEpochMilli(row.number()) : null,
                row.version() >= WITH_PLAN && row.flag() ? row.text() : null);
    }

    /**
     * The row of the bucket when it is dropped; null where it has none.
     *
     * @param plan that its settings name
     */
    static byte @Nullable [] dropped(
            long space, byte @Nullable [] value, Instant at, @Nullable String plan) {
        if (value == null) {
            return null;
        }
        LedgerBucket old = decode(space, value);
        return encode(
                new LedgerBucket(space, old.name(), old.owner(), old.created(), at, plan));
    }
}

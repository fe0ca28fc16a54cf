package dev.cairn.storage.catalog;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.CohortSum;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.RequestSum;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.TimedSum;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rows of the ledger: of every space, by the start of their unit, so that what is older than a
 * day lies together.
 */
public final class LedgerRows {
    private static final int HEAD = SystemRows.HEAD;

    /** Behind space and start of the unit. */
    private static final int UNIT = HEAD + 2 * Long.BYTES;

    private LedgerRows() {}

    static RowKey classSum(LedgerKey.OfClass key) {
        return effect(
                start(Table.CLASS_SUM, key, 2)
                        .put((byte) key.storageClass().code())
                        .put((byte) key.byteClass().code()));
    }

    static RowKey cohort(LedgerKey.OfCohort key) {
        return effect(
                start(Table.COHORT, key, 4 + Long.BYTES)
                        .put((byte) key.origin().code())
                        .put((byte) key.storageClass().code())
                        .putLong(key.createdHourMillis())
                        .put((byte) key.event().code())
                        .put((byte) (key.early() ? 1 : 0)));
    }

    static RowKey requests(LedgerKey.OfRequests key) {
        return effect(start(Table.REQUESTS, key, 0));
    }

    /** The row of a bucket that is or was. */
    public static RowKey bucket(long space) {
        return effect(head(Table.LEDGER_BUCKET, Long.BYTES).putLong(space));
    }

    /** Buckets behind a space. */
    public static RowRange bucketsBehind(long space) {
        byte[] to = head(Table.LEDGER_BUCKET, 0).array();
        to[to.length - 1]++;
        return new RowRange(bucket(space + 1).bytes(), to);
    }

    /** The space in the row of a bucket. */
    public static long bucketSpace(byte[] row) {
        return ByteBuffer.wrap(row).getLong(HEAD);
    }

    /** Class sums of a space whose unit starts within a time. */
    public static RowRange classSums(long space, long fromMillis, long toMillis) {
        return range(Table.CLASS_SUM, space, fromMillis, toMillis);
    }

    /** Cohort cells of a space whose event's unit starts within a time. */
    public static RowRange cohorts(long space, long fromMillis, long toMillis) {
        return range(Table.COHORT, space, fromMillis, toMillis);
    }

    /** Requests of a space in units that start within a time. */
    public static RowRange requests(long space, long fromMillis, long toMillis) {
        return range(Table.REQUESTS, space, fromMillis, toMillis);
    }

    /** What a row of sums is called. */
    public static LedgerKey key(byte[] row) {
        ByteBuffer key = ByteBuffer.wrap(row).position(HEAD);
        long space = key.getLong();
        long start = key.getLong();
        LedgerUnit unit = LedgerUnit.ofCode(key.get());
        byte letter = row[HEAD - 1];
        if (letter == Table.CLASS_SUM.letter()) {
            return new LedgerKey.OfClass(
                    space,
                    start,
                    unit,
                    StorageClass.ofCode(key.get()),
                    ByteClass.ofCode(key.get()));
        }
        if (letter == Table.REQUESTS.letter()) {
            return new LedgerKey.OfRequests(space, start, unit);
        }
        return new LedgerKey.OfCohort(
                space,
                start,
                unit,
                CohortOrigin.ofCode(key.get()),
                StorageClass.ofCode(key.get()),
                key.getLong(),
                CohortEvent.ofCode(key.get()),
                key.get() != 0);
    }

    public static ClassSum classSum(LedgerKey.OfClass key, byte[] value) {
        WideSums sums = WideSums.decode(value, key.sumCount());
        return new ClassSum(
                key.storageClass(),
                key.byteClass(),
                Instant.ofEpochMilli(key.startMillis()),
                key.unit(),
                timed(sums, 0),
                timed(sums, 1),
                timed(sums, 2),
                timed(sums, 3));
    }

    public static CohortCell cohort(LedgerKey.OfCohort key, byte[] value) {
        WideSums sums = WideSums.decode(value, key.sumCount());
        return new CohortCell(
                key.origin(),
                key.storageClass(),
                Instant.ofEpochMilli(key.createdHourMillis()),
                key.event(),
                Instant.ofEpochMilli(key.startMillis()),
                key.unit(),
                key.early(),
                cohort(sums, 0),
                cohort(sums, 1),
                cohort(sums, 2),
                cohort(sums, 3));
    }

    public static RequestSum requests(LedgerKey.OfRequests key, byte[] value) {
        WideSums sums = WideSums.decode(value, key.sumCount());
        Map<RequestGroup, Long> counts = new EnumMap<>(RequestGroup.class);
        for (RequestGroup group : RequestGroup.values()) {
            long count = sums.sum(group.code() - 1).longValueExact();
            if (count != 0) {
                counts.put(group, count);
            }
        }
        return new RequestSum(
                Instant.ofEpochMilli(key.startMillis()),
                key.unit(),
                counts,
                sums.sum(LedgerKey.OfRequests.RECEIVED).longValueExact(),
                sums.sum(LedgerKey.OfRequests.SENT).longValueExact());
    }

    private static TimedSum timed(WideSums sums, int quantity) {
        return new TimedSum(sums.sum(2 * quantity), sums.sum(2 * quantity + 1));
    }

    private static CohortSum cohort(WideSums sums, int quantity) {
        return new CohortSum(
                sums.sum(3 * quantity), sums.sum(3 * quantity + 1), sums.sum(3 * quantity + 2));
    }

    private static RowRange range(Table table, long space, long fromMillis, long toMillis) {
        byte[] from = head(table, 2 * Long.BYTES).putLong(space).putLong(fromMillis).array();
        byte[] to = head(table, 2 * Long.BYTES).putLong(space).putLong(toMillis).array();
        return new RowRange(from, to);
    }

    private static ByteBuffer start(Table table, LedgerKey key, int room) {
        return head(table, UNIT - HEAD + 1 + room)
                .putLong(key.space())
                .putLong(key.startMillis())
                .put((byte) key.unit().code());
    }

    private static ByteBuffer head(Table table, int room) {
        return ByteBuffer.allocate(HEAD + room).putLong(SystemRows.SYSTEM).put(table.letter());
    }

    private static RowKey effect(ByteBuffer key) {
        return new RowKey(Group.PRIVATE, key.array());
    }
}

package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.PublishedBlob;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One atomic change of rows of one group: guards, puts and deletes, blobs that become live with it,
 * and effects that need no guard. Built by one thread, then immutable.
 */
public final class Batch {
    /** The most bytes that a row's value may have. */
    public static final int ROW_BYTES_MAX = 64 << 10;

    public static final int BATCH_BYTES_MAX = 4 << 20;
    public static final int BATCH_ROWS_MAX = 12_000;

    private static final long NO_SPACE = -1;

    private final long space;
    private final long epoch;
    private final Map<RowKey, byte @Nullable []> guards;
    private final Map<RowKey, byte @Nullable []> changes;
    private final List<PublishedBlob> published;
    private final List<BlobId> forgotten;
    private final List<Delta> deltas;
    private final List<QueueEntry> entries;
    private final Map<LedgerKey, WideSums> bookings;
    private final List<LedgerKey> folds;
    private final @Nullable Long hoursFromMillis;
    private final @Nullable Long removedTotals;

    /** A change of a total. */
    record Delta(long space, Total total, long bytes, long count) {}

    private Batch(Builder builder) {
        space = builder.space;
        epoch = builder.epoch;
        guards = builder.guards;
        changes = builder.changes;
        published = builder.published;
        forgotten = builder.forgotten;
        deltas = builder.deltas;
        entries = builder.entries;
        bookings = builder.bookings;
        folds = builder.folds;
        hoursFromMillis = builder.hoursFromMillis;
        removedTotals = builder.removedTotals;
    }

    /** A batch of a request, refused unless the space is live and has the epoch. */
    public static Builder inSpace(long space, long epoch, Group group) {
        return new Builder(space, epoch, group);
    }

    /** A batch of background work or of system records, which no space can refuse. */
    public static Builder ofSystem(Group group) {
        return new Builder(NO_SPACE, 0, group);
    }

    boolean hasSpace() {
        return space != NO_SPACE;
    }

    long space() {
        return space;
    }

    long epoch() {
        return epoch;
    }

    /** What each row must hold; null: it must be absent. */
    Map<RowKey, byte @Nullable []> guards() {
        return guards;
    }

    /** What each row will hold; null: it is deleted. */
    Map<RowKey, byte @Nullable []> changes() {
        return changes;
    }

    List<PublishedBlob> published() {
        return published;
    }

    List<BlobId> forgotten() {
        return forgotten;
    }

    List<Delta> deltas() {
        return deltas;
    }

    List<QueueEntry> entries() {
        return entries;
    }

    /** What comes to rows of the ledger. */
    Map<LedgerKey, WideSums> bookings() {
        return bookings;
    }

    /** Rows of hours that become part of their day. */
    List<LedgerKey> folds() {
        return folds;
    }

    /** Since when the ledger keeps hours; null where that stays as it is. */
    @Nullable
    Long hoursFromMillis() {
        return hoursFromMillis;
    }

    @Nullable
    Long removedTotals() {
        return removedTotals;
    }

    /** Collects a batch. */
    public static final class Builder {
        private final long space;
        private final long epoch;
        private final Group group;
        private final Map<RowKey, byte @Nullable []> guards = new LinkedHashMap<>();
        private final Map<RowKey, byte @Nullable []> changes = new LinkedHashMap<>();
        private final List<PublishedBlob> published = new ArrayList<>(1);
        private final List<BlobId> forgotten = new ArrayList<>(0);
        private final List<Delta> deltas = new ArrayList<>(4);
        private final List<QueueEntry> entries = new ArrayList<>(1);
        private final Map<LedgerKey, WideSums> bookings = new LinkedHashMap<>(4);
        private final List<LedgerKey> folds = new ArrayList<>(0);
        private @Nullable Long hoursFromMillis;
        private @Nullable Long removedTotals;
        private long bytes;

        private Builder(long space, long epoch, Group group) {
            this.space = space;
            this.epoch = epoch;
            this.group = group;
        }

        /** The row must still hold what was read; null: it must be absent. */
        public Builder guard(RowKey row, byte @Nullable [] asRead) {
            check(row);
            guards.put(row, asRead);
            return this;
        }

        /**
         * Writes a row.
         *
         * @throws StorageException MetadataTooLarge for a value beyond {@link #ROW_BYTES_MAX}
         */
        public Builder put(RowKey row, byte[] value) {
            check(row);
            if (value.length > ROW_BYTES_MAX) {
                throw new StorageException(
                        new Refusal.MetadataTooLarge(value.length, ROW_BYTES_MAX));
            }
            bytes += value.length;
            changes.put(row, value);
            return this;
        }

        public Builder delete(RowKey row) {
            check(row);
            changes.put(row, null);
            return this;
        }

        /** Deletes a row of a body that nothing names any more, whatever group it is of. */
        Builder deletePrivately(RowKey row) {
            changes.put(row, null);
            return this;
        }

        /** The blob is live from this commit on. */
        public Builder publish(PublishedBlob blob) {
            published.add(blob);
            return this;
        }

        /** The blob's file is gone for good, and so is its place. */
        Builder forget(BlobId blob) {
            forgotten.add(blob);
            return this;
        }

        /** Moves a total. */
        public Builder add(long inSpace, Total total, long moreBytes, long moreCount) {
            deltas.add(new Delta(inSpace, total, moreBytes, moreCount));
            return this;
        }

        public Builder enqueue(QueueEntry entry) {
            entries.add(entry);
            return this;
        }

        /**
         * Adds to a row of the ledger.
         *
         * @param key of an hour
         * @return what the batch adds to it, to be changed further
         */
        public WideSums book(LedgerKey key) {
            return bookings.computeIfAbsent(key, row -> new WideSums(row.sumCount()));
        }

        /** Adds a row of an hour to that of its day. */
        Builder fold(LedgerKey hour) {
            folds.add(hour);
            return this;
        }

        /** From this commit on the ledger keeps what is older by days. */
        Builder keepHoursFrom(long millis) {
            hoursFromMillis = millis;
            return this;
        }

        /** The totals of a purged space go. */
        Builder removeTotals(long ofSpace) {
            removedTotals = ofSpace;
            return this;
        }

        public Batch build() {
            if (bytes > BATCH_BYTES_MAX || changes.size() > BATCH_ROWS_MAX) {
                throw new AssertionError(
                        "batch of " + bytes + " bytes and " + changes.size() + " rows");
            }
            return new Batch(this);
        }

        private void check(RowKey row) {
            if (!row.group().equals(Group.PRIVATE) && !row.group().equals(group)) {
                throw new AssertionError("row of another group: " + row);
            }
            bytes += row.bytes().length;
        }
    }
}

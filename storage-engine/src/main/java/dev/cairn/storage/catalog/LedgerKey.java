package dev.cairn.storage.catalog;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;

/**
 * The name of a row of sums in the ledger. Rows of hours can be added up to rows of days without
 * losing anything but the hour, and so can sums that come late.
 */
public sealed interface LedgerKey {
    long space();

    /** Start of the unit that the sums are of. */
    long startMillis();

    LedgerUnit unit();

    /** How many sums the row has. */
    int sumCount();

    RowKey row();

    /** The row of the day. */
    LedgerKey ofDay();

    /** Makes the sums of this row fit into the row of the day. */
    void widen(WideSums sums);

    private static long dayOf(long millis) {
        return LedgerUnit.DAY.startOf(millis);
    }

    /**
     * Class sums: of bytes, count and two paddings each the change and its moment (the change times
     * the milliseconds to the end of the unit).
     */
    record OfClass(
            long space,
            long startMillis,
            LedgerUnit unit,
            StorageClass storageClass,
            ByteClass byteClass)
            implements LedgerKey {
        static final int QUANTITIES = 4;

        public static OfClass at(
                long space, Instant at, StorageClass storageClass, ByteClass byteClass) {
            long start = LedgerUnit.HOUR.startOf(at.toEpochMilli());
            return new OfClass(space, start, LedgerUnit.HOUR, storageClass, byteClass);
        }

        @Override
        public int sumCount() {
            return 2 * QUANTITIES;
        }

        @Override
        public RowKey row() {
            return LedgerRows.classSum(this);
        }

        @Override
        public OfClass ofDay() {
            return new OfClass(
                    space, dayOf(startMillis), LedgerUnit.DAY, storageClass, byteClass);
        }

        @Override
        public void widen(WideSums sums) {
            long end = startMillis + unit.millis();
            long more = dayOf(startMillis) + LedgerUnit.DAY.millis() - end;
            for (int i = 0; i < QUANTITIES; i++) {
                sums.addTimes(2 * i + 1, 2 * i, more);
            }
        }

        /** What a change of a quantity is in the sums of this row. */
        public void add(WideSums sums, int quantity, long change, Instant at) {
            long left = startMillis + unit.millis() - at.toEpochMilli();
            sums.add(2 * quantity, change).addProduct(2 * quantity + 1, change, left);
        }
    }

    /**
     * Cohort cells: of bytes, count and two paddings each the quantity, and the quantity times the
     * offset of the creation in its hour and of the event in its unit.
     */
    record OfCohort(
            long space,
            long startMillis,
            LedgerUnit unit,
            CohortOrigin origin,
            StorageClass storageClass,
            long createdHourMillis,
            CohortEvent event,
            boolean early)
            implements LedgerKey {
        static final int QUANTITIES = 4;

        public static OfCohort at(
                long space,
                CohortOrigin origin,
                StorageClass storageClass,
                Instant created,
                CohortEvent event,
                Instant at) {
            long atMillis = at.toEpochMilli();
            long createdMillis = created.toEpochMilli();
            return new OfCohort(
                    space,
                    LedgerUnit.HOUR.startOf(atMillis),
                    LedgerUnit.HOUR,
                    origin,
                    storageClass,
                    LedgerUnit.HOUR.startOf(createdMillis),
                    event,
                    atMillis - dayOf(atMillis) < createdMillis - dayOf(createdMillis));
        }

        @Override
        public int sumCount() {
            return 3 * QUANTITIES;
        }

        @Override
        public RowKey row() {
            return LedgerRows.cohort(this);
        }

        @Override
        public OfCohort ofDay() {
            return new OfCohort(
                    space,
                    dayOf(startMillis),
                    LedgerUnit.DAY,
                    origin,
                    storageClass,
                    createdHourMillis,
                    event,
                    early);
        }

        @Override
        public void widen(WideSums sums) {
            long more = startMillis - dayOf(startMillis);
            for (int i = 0; i < QUANTITIES; i++) {
                sums.addTimes(3 * i + 2, 3 * i, more);
            }
        }

        /** What a quantity is in the sums of this cell. */
        public void add(WideSums sums, int quantity, long amount, Instant created, Instant at) {
            sums.add(3 * quantity, amount)
                    .addProduct(
                            3 * quantity + 1,
                            amount,
                            created.toEpochMilli() - createdHourMillis)
                    .addProduct(3 * quantity + 2, amount, at.toEpochMilli() - startMillis);
        }
    }

    /** Requests: their count by group (the code of the group less one), bytes received and sent. */
    record OfRequests(long space, long startMillis, LedgerUnit unit) implements LedgerKey {
        /** Where the bytes stand, behind room for more groups. */
        public static final int RECEIVED = 16;

        public static final int SENT = 17;

        public static OfRequests at(long space, Instant at) {
            return new OfRequests(
                    space, LedgerUnit.HOUR.startOf(at.toEpochMilli()), LedgerUnit.HOUR);
        }

        @Override
        public int sumCount() {
            return SENT + 1;
        }

        @Override
        public RowKey row() {
            return LedgerRows.requests(this);
        }

        @Override
        public OfRequests ofDay() {
            return new OfRequests(space, dayOf(startMillis), LedgerUnit.DAY);
        }

        @Override
        public void widen(WideSums sums) {
            // Counts have no place in their unit.
        }
    }
}

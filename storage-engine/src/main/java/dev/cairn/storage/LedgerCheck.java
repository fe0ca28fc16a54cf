package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.LedgerKey;
import dev.cairn.storage.catalog.LedgerRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.StorageClass;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Checks the ledger of one space: what came less what went is what is there, by storage class and
 * class of bytes, in bytes, count and padding; and of the cohorts of uploads what landed less what
 * was removed or completed is what is open. Part of {@link StoreCheck}.
 */
final class LedgerCheck {
    private static final String COHORTS = " in cohorts";

    private final Catalog catalog;
    private final long space;
    private final String name;

    /** By what it is of: bytes, count and paddings, less what the ledger has. */
    private final Map<String, BigInteger[]> left = new TreeMap<>();

    LedgerCheck(Catalog catalog, long space, String name) {
        this.catalog = catalog;
        this.space = space;
        this.name = name;
    }

    /** There is a version. */
    void version(ObjectRow row, ByteClass byteClass) {
        long size = row.sizeBytes();
        add(
                of(row.object().storageClass(), byteClass),
                1,
                List.of(
                        BigInteger.valueOf(size),
                        BigInteger.ONE,
                        BigInteger.valueOf(Math.max(0, BookedVersions.PADDED_4K - size)),
                        BigInteger.valueOf(Math.max(0, BookedVersions.PADDED_128K - size))));
    }

    /** There is a part of an open upload. */
    void part(StorageClass in, long sizeBytes) {
        List<BigInteger> part =
                List.of(
                        BigInteger.valueOf(sizeBytes),
                        BigInteger.ONE,
                        BigInteger.ZERO,
                        BigInteger.ZERO);
        add(of(in, ByteClass.UPLOAD_OPEN), 1, part);
        add(of(in, ByteClass.UPLOAD_OPEN) + COHORTS, 1, part);
    }

    /**
     * Compares; all that is there has been told.
     *
     * @param findings hears of what is wrong: kind and detail
     */
    void run(BiConsumer<String, String> findings) {
        try (RowScan rows = catalog.scan(LedgerRows.classSums(space, 0, Long.MAX_VALUE))) {
            while (rows.next()) {
                if (LedgerRows.key(rows.key()) instanceof LedgerKey.OfClass key) {
                    take(LedgerRows.classSum(key, rows.value()));
                }
            }
        }
        try (RowScan rows = catalog.scan(LedgerRows.cohorts(space, 0, Long.MAX_VALUE))) {
            while (rows.next()) {
                if (LedgerRows.key(rows.key()) instanceof LedgerKey.OfCohort key
                        && key.origin() == CohortOrigin.UPLOAD) {
                    take(LedgerRows.cohort(key, rows.value()));
                }
            }
        }
        left.forEach(
                (what, rest) -> {
                    for (BigInteger quantity : rest) {
                        if (quantity.signum() != 0) {
                            findings.accept(
                                    "ledger",
                                    what + " of " + name + ": rows have more by "
                                            + List.of(rest));
                            return;
                        }
                    }
                });
    }

    private void take(ClassSum row) {
        add(
                of(row.storageClass(), row.byteClass()),
                -1,
                List.of(
                        row.bytes().delta(),
                        row.count().delta(),
                        row.padding4k().delta(),
                        row.padding128k().delta()));
    }

    private void take(CohortCell cell) {
        add(
                of(cell.storageClass(), ByteClass.UPLOAD_OPEN) + COHORTS,
                cell.event() == CohortEvent.LANDED ? -1 : 1,
                List.of(
                        cell.bytes().sum(),
                        cell.count().sum(),
                        cell.padding4k().sum(),
                        cell.padding128k().sum()));
    }

    private void add(String what, int sign, List<BigInteger> quantities) {
        BigInteger[] rest =
                left.computeIfAbsent(
                        what,
                        any -> new BigInteger[] {
                            BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO
                        });
        for (int i = 0; i < rest.length; i++) {
            BigInteger more = quantities.get(i);
            rest[i] = sign < 0 ? rest[i].subtract(more) : rest[i].add(more);
        }
    }

    private static String of(StorageClass in, ByteClass byteClass) {
        return in + " " + byteClass;
    }
}

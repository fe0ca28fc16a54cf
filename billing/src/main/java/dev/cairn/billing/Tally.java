package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.CohortSum;
import dev.cairn.storage.model.StorageClass;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up rows of the ledger as a plan takes them.
 *
 * <p>Be A the days for which the plan takes parts of an open upload for active, N its minimum
 * retention, and X(d) the bytes that had event X, each from the event until d days after its
 * creation. Then active is L(A) - R(A) - C(A) (landed, removed, completed), and deleted is
 * R(m) + L(N) - L(m) - C(N) + C(m), with m the smaller of A and N. Where A has no end, active is what
 * the class sums say, and deleted is R(N). Of versions deleted is R(N).
 */
final class Tally {
    private static final int PADDED_4K = 4096;

    private final PricePlan plan;
    private final Measure measure;
    private final Map<StorageKey, Held> held = new TreeMap<>();

    Tally(PricePlan plan, Measure measure) {
        this.plan = plan;
        this.measure = measure;
    }

    /** What was added up so far. */
    Map<StorageKey, Held> held() {
        return Map.copyOf(held);
    }

    void add(ClassSum row) {
        BilledClass billed =
                switch (row.byteClass()) {
                    case CURRENT -> BilledClass.CURRENT;
                    case NONCURRENT -> BilledClass.NONCURRENT;
                    case UPLOAD_OPEN -> BilledClass.UPLOAD_OPEN;
                };
        if (row.byteClass() == ByteClass.UPLOAD_OPEN && plan.unfinishedActiveDays() != null) {
            // Their cohorts tell which of them are still active.
            return;
        }
        BigInteger bytes = measure.of(row, row.bytes());
        BigInteger padding =
                switch (minimumObjectBytes(row.storageClass())) {
                    case 0 -> BigInteger.ZERO;
                    case PADDED_4K -> measure.of(row, row.padding4k());
                    default -> measure.of(row, row.padding128k());
                };
        add(
                row.storageClass(),
                billed,
                new Held(bytes, bytes.add(padding), measure.of(row, row.count())));
    }

    void add(CohortCell cell) {
        int retention = plan.storage(cell.storageClass()).minimumRetentionDays();
        Integer active = plan.unfinishedActiveDays();
        if (cell.origin() == CohortOrigin.OBJECT || active == null) {
            if (cell.event() == CohortEvent.REMOVED) {
                add(cell.storageClass(), BilledClass.DELETED, until(cell, retention));
            }
            return;
        }
        Held stillActive = until(cell, active);
        Held less = until(cell, Math.min(active, retention));
        Held late = until(cell, retention).minus(less);
        switch (cell.event()) {
            case LANDED -> {
                add(cell.storageClass(), BilledClass.UPLOAD_OPEN, stillActive);
                add(cell.storageClass(), BilledClass.DELETED, late);
            }
            case REMOVED -> {
                subtract(cell.storageClass(), BilledClass.UPLOAD_OPEN, stillActive);
                add(cell.storageClass(), BilledClass.DELETED, less);
            }
            case COMPLETED -> {
                subtract(cell.storageClass(), BilledClass.UPLOAD_OPEN, stillActive);
                subtract(cell.storageClass(), BilledClass.DELETED, late);
            }
        }
    }

    private Held until(CohortCell cell, int days) {
        BigInteger bytes = measure.until(cell, cell.bytes(), days);
        CohortSum padding =
                switch (minimumObjectBytes(cell.storageClass())) {
                    case 0 -> CohortSum.ZERO;
                    case PADDED_4K -> cell.padding4k();
                    default -> cell.padding128k();
                };
        return new Held(
                bytes,
                bytes.add(measure.until(cell, padding, days)),
                measure.until(cell, cell.count(), days));
    }

    private int minimumObjectBytes(StorageClass storageClass) {
        return plan.storage(storageClass).minimumObjectBytes();
    }

    private void add(StorageClass storageClass, BilledClass billed, Held more) {
        if (!more.isNothing()) {
            held.merge(
                    new StorageKey(billed, plan.priced(storageClass)), more, Held::plus);
        }
    }

    private void subtract(StorageClass storageClass, BilledClass billed, Held less) {
        add(storageClass, billed, Held.NOTHING.minus(less));
    }
}

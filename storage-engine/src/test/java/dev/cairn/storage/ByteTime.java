package dev.cairn.storage;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What a plan charges, from rows of the ledger; in byte-milliseconds. With {@code X(d)} for the
 * bytes that had event X, each from the event to d days behind its creation: active is {@code L(A)
 * - R(A) - C(A)}, deleted is {@code R(M) + L(N) - L(M) - (C(N) - C(M))} with M the smaller of A and
 * N.
 */
record ByteTime(List<ClassSum> sums, List<CohortCell> cohorts) {
    /** More days than any plan has. */
    static final long FOR_EVER = 1_000_000;

    BigInteger of(ByteClass byteClass, Instant from, Instant to) {
        return sums.stream()
                .filter(row -> row.byteClass() == byteClass)
                .map(row -> row.within(row.bytes(), from, to))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Bytes of open uploads that are not older than so many days. */
    BigInteger active(long activeDays, Instant from, Instant to) {
        return until(CohortEvent.LANDED, activeDays, from, to)
                .subtract(until(CohortEvent.REMOVED, activeDays, from, to))
                .subtract(until(CohortEvent.COMPLETED, activeDays, from, to));
    }

    /** Bytes of uploads that are gone or too old, until their minimum retention is over. */
    BigInteger deleted(long activeDays, long retentionDays, Instant from, Instant to) {
        long less = Math.min(activeDays, retentionDays);
        return until(CohortEvent.REMOVED, less, from, to)
                .add(until(CohortEvent.LANDED, retentionDays, from, to))
                .subtract(until(CohortEvent.LANDED, less, from, to))
                .subtract(until(CohortEvent.COMPLETED, retentionDays, from, to))
                .add(until(CohortEvent.COMPLETED, less, from, to));
    }

    /** Bytes of versions that are gone, until their minimum retention is over. */
    BigInteger deletedVersions(long retentionDays, Instant from, Instant to) {
        return cohorts.stream()
                .filter(cell -> cell.origin() == CohortOrigin.OBJECT)
                .map(cell -> cell.until(cell.bytes(), retentionDays, from, to))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger until(CohortEvent event, long days, Instant from, Instant to) {
        return cohorts.stream()
                .filter(cell -> cell.origin() == CohortOrigin.UPLOAD && cell.event() == event)
                .map(cell -> cell.until(cell.bytes(), days, from, to))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}

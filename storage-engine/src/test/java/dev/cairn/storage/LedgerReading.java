package dev.cairn.storage;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All rows that the ledger of a store has for one bucket. */
record LedgerReading(List<ClassSum> sums, List<CohortCell> cohorts) {
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    static LedgerReading of(Storage storage, long space) {
        List<ClassSum> sums = new ArrayList<>();
        List<CohortCell> cohorts = new ArrayList<>();
        storage.ledger().sums(space, END, sums::add);
        storage.ledger().cohorts(space, Instant.EPOCH, END, cohorts::add);
        return new LedgerReading(sums, cohorts);
    }

    static LedgerReading of(StoreFixture store) {
        return of(store.storage(), store.storage().buckets().get(StoreFixture.BUCKET).id());
    }

    ByteTime bytes() {
        return new ByteTime(sums, cohorts);
    }

    /** How many bytes of a class there are at the end of all that happened. */
    BigInteger left(ByteClass byteClass) {
        return sums.stream()
                .filter(row -> row.byteClass() == byteClass)
                .map(row -> row.bytes().delta())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}

package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.LedgerKey;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.WideSums;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.StorageClass;
import java.time.Duration;
import java.time.Instant;

/**
 * Says in a batch what versions that come and go are for the ledger. Delete markers are nothing.
 */
final class BookedVersions {
    /** What is gone when it is older than this is before the minimum retention of no plan. */
    private static final Duration RETENTION_MAX = Duration.ofDays(3660);

    /** Plans that count small versions as larger ones count them as at least so many bytes. */
    static final long PADDED_4K = 4096;

    static final long PADDED_128K = 131_072;

    private final Batch.Builder batch;
    private final long space;

    BookedVersions(Batch.Builder batch, long space) {
        this.batch = batch;
        this.space = space;
    }

    /** From now on there is a version of this class. */
    void came(ObjectRow version, ByteClass byteClass, Instant at) {
        move(version, version.object().storageClass(), byteClass, 1, at);
    }

    /** From now on it is not of this class any more. */
    void went(ObjectRow version, ByteClass byteClass, Instant at) {
        move(version, version.object().storageClass(), byteClass, -1, at);
    }

    /** The version is gone for good. */
    void removed(ObjectRow version, ByteClass byteClass, Instant at) {
        went(version, byteClass, at);
        Instant created = version.lastModified();
        if (Duration.between(created, at).compareTo(RETENTION_MAX) >= 0) {
            return;
        }
        LedgerKey.OfCohort key =
                LedgerKey.OfCohort.at(
                        space,
                        CohortOrigin.OBJECT,
                        version.object().storageClass(),
                        created,
                        CohortEvent.REMOVED,
                        at);
        WideSums sums = batch.book(key);
        long sizeBytes = version.sizeBytes();
        key.add(sums, 0, sizeBytes, created, at);
        key.add(sums, 1, 1, created, at);
        key.add(sums, 2, Math.max(0, PADDED_4K - sizeBytes), created, at);
        key.add(sums, 3, Math.max(0, PADDED_128K - sizeBytes), created, at);
    }

    private void move(
            ObjectRow version, StorageClass in, ByteClass byteClass, int sign, Instant at) {
        LedgerKey.OfClass key = LedgerKey.OfClass.at(space, at, in, byteClass);
        WideSums sums = batch.book(key);
        long sizeBytes = version.sizeBytes();
        key.add(sums, 0, sign * sizeBytes, at);
        key.add(sums, 1, sign, at);
        key.add(sums, 2, sign * Math.max(0, PADDED_4K - sizeBytes), at);
        key.add(sums, 3, sign * Math.max(0, PADDED_128K - sizeBytes), at);
    }
}

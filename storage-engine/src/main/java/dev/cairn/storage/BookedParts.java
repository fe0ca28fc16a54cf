package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.LedgerKey;
import dev.cairn.storage.catalog.WideSums;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import java.time.Instant;

/** Says in a batch what parts of one upload that come and go are for the ledger. */
final class BookedParts {
    private final Batch.Builder batch;
    private final long space;
    private final StorageClass storageClass;
    private final Instant initiated;

    BookedParts(Batch.Builder batch, long space, Upload upload) {
        this.batch = batch;
        this.space = space;
        this.storageClass = upload.begun().object().storageClass();
        this.initiated = upload.initiated();
    }

    /** A part is there. */
    void landed(long sizeBytes, Instant at) {
        open(sizeBytes, 1, at);
        mark(CohortEvent.LANDED, sizeBytes, 1, at);
    }

    /** Parts are gone for good. */
    void removed(long bytes, long count, Instant at) {
        open(-bytes, -count, at);
        mark(CohortEvent.REMOVED, bytes, count, at);
    }

    /** Parts have become those of an object. */
    void completed(long bytes, long count, Instant at) {
        open(-bytes, -count, at);
        mark(CohortEvent.COMPLETED, bytes, count, at);
    }

    /** Parts that landed long ago are open since an instant. */
    void open(long bytes, long count, Instant at) {
        LedgerKey.OfClass key =
                LedgerKey.OfClass.at(space, at, storageClass, ByteClass.UPLOAD_OPEN);
        WideSums sums = batch.book(key);
        key.add(sums, 0, bytes, at);
        key.add(sums, 1, count, at);
    }

    /** Something happened to parts as a cohort. */
    void mark(CohortEvent event, long bytes, long count, Instant at) {
        LedgerKey.OfCohort key =
                LedgerKey.OfCohort.at(
                        space, CohortOrigin.UPLOAD, storageClass, initiated, event, at);
        WideSums sums = batch.book(key);
        key.add(sums, 0, bytes, initiated, at);
        key.add(sums, 1, count, initiated, at);
    }
}

package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.DocumentRows;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.Row;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * Takes away what a dropped space leaves: its name if it still has it, its open uploads (their bytes
 * are counted as discarded since the drop, and that is when the ledger has them go), its receipts,
 * its documents, at last its record. Every step can be repeated.
 */
final class Purge {
    private static final int PAGE = 512;

    private final RocksCatalog catalog;
    private final ObjLongConsumer<BucketName> removeName;
    private final Clock clock;
    private final Reclaimer reclaimer;

    /**
     * A purge.
     *
     * @param removeName takes the name from a space
     * @param reclaimer holds up the purge while the store is checked
     */
    Purge(
            RocksCatalog catalog,
            ObjLongConsumer<BucketName> removeName,
            Clock clock,
            Reclaimer reclaimer) {
        this.catalog = catalog;
        this.removeName = removeName;
        this.clock = clock;
        this.reclaimer = reclaimer;
    }

    void run() throws IOException {
        for (RocksCatalog.Entry entry : catalog.queue(QueueEntry.Kind.DROP, -1, PAGE)) {
            if (entry.work() instanceof QueueEntry.Drop drop) {
                removeName.accept(drop.name(), drop.space());
                removeAll(KeyRows.uploads(drop.space(), ""), row -> endUpload(drop, row));
                removeAll(KeyRows.receipts(drop.space()), row -> forgetReceipt(drop, row));
                DocumentRows documents = new DocumentRows(drop.space());
                removeAll(documents.all(), row -> forgetPage(documents, row));
                catalog.endDrop(drop.space(), entry.sequence());
            }
        }
    }

    /** Commits a batch for each row, a page at a time, until the range is empty. */
    private void removeAll(RowRange range, Function<Row, Batch> removal) throws IOException {
        boolean more = true;
        while (more) {
            more = reclaimer.pause(() -> removePage(range, removal));
        }
    }

    /** False when there is nothing left. */
    private boolean removePage(RowRange range, Function<Row, Batch> removal) {
        List<Row> page = page(range);
        List<CompletableFuture<Outcome>> commits = new ArrayList<>(page.size());
        for (Row row : page) {
            commits.add(catalog.commit(removal.apply(row)));
        }
        for (CompletableFuture<Outcome> commit : commits) {
            if (commit.join() instanceof Outcome.Unknown) {
                throw new StorageException(new Refusal.OutcomeUnknown());
            }
        }
        return !page.isEmpty();
    }

    private Batch endUpload(QueueEntry.Drop drop, Row row) {
        KeyRows rows = new KeyRows(drop.space(), KeyRows.suffixedKey(row.key()));
        String uploadId = KeyRows.suffix(row.key());
        Batch.Builder batch =
                Batch.ofSystem(rows.group())
                        .guard(rows.upload(uploadId), row.value())
                        .delete(rows.upload(uploadId))
                        .delete(rows.partToken(uploadId))
                        .enqueue(
                                new QueueEntry.Body(
                                        drop.space(), rows.key(), uploadId, null, 0));
        Instant at = drop.at();
        if (at != null) {
            Upload open = UploadRow.decode(row.value()).toUpload(rows.key(), uploadId);
            BookedParts booked = new BookedParts(batch, drop.space(), open);
            try (PartScan parts = new PartScan(catalog, rows, uploadId, 0)) {
                new RemovedParts(clock, at, booked).take(parts);
            }
        }
        return batch.build();
    }

    private static Batch forgetReceipt(QueueEntry.Drop drop, Row row) {
        KeyRows rows = new KeyRows(drop.space(), KeyRows.suffixedKey(row.key()));
        return Batch.ofSystem(rows.group())
                .delete(rows.receipt(KeyRows.suffix(row.key())))
                .build();
    }

    private static Batch forgetPage(DocumentRows documents, Row row) {
        return Batch.ofSystem(documents.group()).delete(documents.row(row.key())).build();
    }

    private List<Row> page(RowRange range) {
        List<Row> rows = new ArrayList<>();
        try (RowScan scan = catalog.scan(range)) {
            while (rows.size() < PAGE && scan.next()) {
                rows.add(new Row(scan.key(), scan.value()));
            }
        }
        return rows;
    }
}

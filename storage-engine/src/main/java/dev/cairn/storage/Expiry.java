package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.ReclaimPage;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.time.Clock;
import java.time.Instant;
import java.util.List;

/** Forgets receipts of CompleteMultipartUpload that are due, oldest first. */
final class Expiry {
    private static final int PAGE = 256;

    private final RocksCatalog catalog;
    private final Clock clock;

    Expiry(RocksCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.now();
        while (true) {
            List<RocksCatalog.Entry> entries = catalog.queue(QueueEntry.Kind.RECEIPT, -1, PAGE);
            for (RocksCatalog.Entry entry : entries) {
                if (!(entry.work() instanceof QueueEntry.Receipt receipt)
                        || receipt.due().isAfter(now)
                        || !forget(receipt, entry.sequence())) {
                    return;
                }
            }
            if (entries.size() < PAGE) {
                return;
            }
        }
    }

    private boolean forget(QueueEntry.Receipt receipt, long sequence) {
        KeyRows rows = new KeyRows(receipt.space(), receipt.key());
        Batch.Builder batch =
                Batch.ofSystem(rows.group()).delete(rows.receipt(receipt.uploadId()));
        ReclaimPage.Queued done = new ReclaimPage.Queued(QueueEntry.Kind.RECEIPT, sequence);
        return catalog.commitWork(batch, List.of(done)) instanceof Outcome.Committed;
    }
}

package dev.cairn.billing;

import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.model.LedgerBucket;
import java.util.List;
import java.util.function.Consumer;

/** Goes over the buckets that are or were. */
final class LedgerBuckets {
    private static final int PAGE = 1000;

    private final LedgerStore ledger;

    LedgerBuckets(LedgerStore ledger) {
        this.ledger = ledger;
    }

    /** Those that a question is about, by their ids. */
    void each(StatementQuery query, Consumer<LedgerBucket> visitor) {
        Consumer<LedgerBucket> ofOwner =
                bucket -> {
                    if (query.owner() == null || query.owner().equals(bucket.owner())) {
                        visitor.accept(bucket);
                    }
                };
        if (query.bucket() != null) {
            ledger.named(query.bucket()).forEach(ofOwner);
            return;
        }
        Long after = null;
        List<LedgerBucket> page;
        do {
            page = ledger.buckets(after, PAGE);
            page.forEach(ofOwner);
            after = page.isEmpty() ? null : page.getLast().space();
        } while (page.size() == PAGE);
    }
}

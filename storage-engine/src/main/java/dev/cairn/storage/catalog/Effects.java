package dev.cairn.storage.catalog;

/** What the effects of batches change, which no guard protects; the committer's own. */
record Effects(Totals totals, QueueNumbers queueNumbers, LedgerBook ledger) {}

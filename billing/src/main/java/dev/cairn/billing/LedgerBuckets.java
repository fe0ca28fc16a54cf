package dev.cairn.billing;

import dev.cairn.storage.LedgerStore;
import dev.cairn.storage.model.LedgerBucket;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes over the buckets that are or were. */
final class LedgerBuckets {
    private static final int PAGE = 1000;

    private final LedgerStore ledger;

    LedgerBuckets(LedgerStore ledger) {
        this.ledger = ledger;
    }

    /** Those that a question is about, by their ids. */
    void each(BucketScope scope, Consumer<LedgerBucket> visitor) {
        each(
                scope,
                null,
                bucket -> {
                    visitor.accept(bucket);
                    return true;
                });
    }

    /**
     * Those of them behind one, until the visitor has enough.
     *
     * @param after the id of the last one seen; null from the start
     * @param visitor false ends the walk
     */
    void each(
            BucketScope scope, @Nullable Long after, Predicate<LedgerBucket> visitor) {
        if (scope.bucket() != null) {
            boolean unused = ledger.named(scope.bucket()).stream()
                    .filter(bucket -> after == null || bucket.space() > after)
                    .filter(bucket -> scope.contains(bucket.name(), bucket.owner()))
                    .sorted(Comparator.comparingLong(LedgerBucket::space))
                    .allMatch(visitor);
            return;
        }
        Long last = after;
        List<LedgerBucket> page;
        do {
            page = ledger.buckets(last, PAGE);
            for (LedgerBucket bucket : page) {
                if (scope.contains(bucket.name(), bucket.owner()) && !visitor.test(bucket)) {
                    return;
                }
            }
            last = page.isEmpty() ? last : Long.valueOf(page.getLast().space());
        } while (page.size() == PAGE);
    }
}

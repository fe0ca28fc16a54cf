package dev.cairn.billing;

import dev.cairn.storage.model.LedgerBucket;
import java.util.List;

/** What one bucket used, day by day. */
public record BucketUsage(LedgerBucket bucket, List<UsageDay> days) {
    public BucketUsage {
        days = List.copyOf(days);
    }
}

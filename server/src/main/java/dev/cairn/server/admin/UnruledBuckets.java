package dev.cairn.server.admin;

import dev.cairn.lifecycle.AbortRules;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of the buckets in which nothing ends unfinished uploads. */
final class UnruledBuckets {
    private static final int PAGE = 1000;

    private final ServedStore store;
    private final boolean partly;
    private final int limit;

    /**
     * Pages of so many.
     *
     * @param partly whether those count as well whose rules are for some keys only
     */
    UnruledBuckets(ServedStore store, boolean partly, int limit) {
        this.store = store;
        this.partly = partly;
        this.limit = limit;
    }

    /** The page behind a bucket; null for the first one. */
    PageDocument<UnruledBucketDocument> page(@Nullable String start) {
        List<UnruledBucketDocument> items = new ArrayList<>();
        String after = start;
        BucketPage page;
        do {
            page = store.storage().buckets().list(null, "", after, PAGE);
            for (Bucket bucket : page.buckets()) {
                UnruledBucketDocument item = document(bucket);
                if (item != null && items.size() == limit) {
                    return new PageDocument<>(items, PageToken.of(items.getLast().bucket()));
                }
                if (item != null) {
                    items.add(item);
                }
            }
            after = page.next();
        } while (after != null);
        return new PageDocument<>(items, null);
    }

    /** Null where a rule ends the uploads, and where the bucket is gone. */
    private @Nullable UnruledBucketDocument document(Bucket bucket) {
        AbortRules rules = store.rules().abortRules(bucket);
        Optional<AbortRuleDocument> rule = AbortRuleDocument.of(rules);
        if (rule.isPresent() && (!partly || rule.get().isForAllKeys())) {
            return null;
        }
        try {
            Usage usage = store.storage().buckets().usage(bucket.name());
            return new UnruledBucketDocument(
                    bucket.name().value(),
                    bucket.owner(),
                    usage.uploadCount(),
                    usage.uploadOpenBytes(),
                    rule.orElse(null),
                    rules.configured().count());
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchBucket) {
                return null;
            }
            throw refused;
        }
    }
}

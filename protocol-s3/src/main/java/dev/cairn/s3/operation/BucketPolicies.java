package dev.cairn.s3.operation;

import dev.cairn.s3.policy.BucketPolicy;
import dev.cairn.s3.policy.PolicyReader;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies of buckets, kept as the texts that were put. What was read is remembered with its
 * version, so that a request costs one short read of the store. Called by many threads.
 */
final class BucketPolicies {
    /** Buckets whose policies are remembered. */
    private static final int BUCKETS_MAX = 1000;

    private final DocumentStore documents;

    /** By the id of the bucket. */
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    private record Known(long version, BucketPolicy policy) {}

    BucketPolicies(DocumentStore documents) {
        this.documents = documents;
    }

    /** The policy of a bucket, ready to be asked; null where it has none. */
    @Nullable
    BucketPolicy of(Bucket bucket) {
        long version = documents.version(bucket, DocumentKind.POLICY);
        if (version == 0) {
            return null;
        }
        Known remembered = known.get(bucket.id());
        return remembered != null && remembered.version() == version
                ? remembered.policy()
                : read(bucket);
    }

    /** The text as it was put; empty where there is none. */
    Optional<byte[]> text(Bucket bucket) {
        return documents.get(bucket, DocumentKind.POLICY).map(BucketDocument::bytes);
    }

    void put(BucketName bucket, byte[] text) {
        documents.put(bucket, DocumentKind.POLICY, text);
    }

    void delete(BucketName bucket) {
        documents.delete(bucket, DocumentKind.POLICY);
    }

    private @Nullable BucketPolicy read(Bucket bucket) {
        Optional<BucketDocument> document = documents.get(bucket, DocumentKind.POLICY);
        if (document.isEmpty()) {
            return null;
        }
        // An account may be gone from the configuration since: its id names nobody then.
        BucketPolicy policy =
                new PolicyReader(bucket.name(), account -> true).read(document.get().bytes());
        if (known.size() >= BUCKETS_MAX) {
            // Which bucket is asked for next is not known; all are read again as they come.
            known.clear();
        }
        known.put(bucket.id(), new Known(document.get().version(), policy));
        return policy;
    }
}

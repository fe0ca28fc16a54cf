package dev.cairn.lifecycle;

import dev.cairn.storage.BucketStore;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.JobStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle configurations of buckets. What was read is remembered with its version, so that
 * asking for a bucket's rules costs one short read of the store. Safe for all threads; refusals are
 * {@code StorageException}s.
 */
public final class LifecycleStore {
    /** Buckets whose rules are remembered. */
    private static final int BUCKETS_MAX = 1000;

    /** What these may take, as they are stored; one alone may take more. */
    private static final long BYTES_MAX = 4 << 20;

    private static final String DEFAULT_RULE = "cairn-default-abort";

    private final DocumentStore documents;
    private final BucketStore buckets;
    private final Clock clock;
    private final int defaultAbortDays;
    private final PlanDays planDays;
    private final JobStore jobs;

    /** By the id of the bucket. */
    private final Map<Long, BucketRules> known = new ConcurrentHashMap<>();

    /** Of those, at least. */
    private final AtomicLong knownBytes = new AtomicLong();

    /**
     * The configurations in a store.
     *
     * @param defaultAbortDays what new buckets begin with, as a rule like any other; 0 for none
     */
    public LifecycleStore(Storage storage, int defaultAbortDays) {
        this(storage, defaultAbortDays, PlanDays.NONE);
    }

    /**
     * The same with plans that end open uploads.
     *
     * @param planDays after how many days the plan of a bucket does
     */
    public LifecycleStore(Storage storage, int defaultAbortDays, PlanDays planDays) {
        this.planDays = planDays;
        this.jobs = storage.jobs();
        this.documents = storage.documents();
        this.buckets = storage.buckets();
        this.clock = storage.clock();
        this.defaultAbortDays = defaultAbortDays;
    }

    /** The rules of a bucket; those of none where it has no configuration. */
    public BucketRules rules(Bucket bucket) {
        long version = documents.version(bucket, DocumentKind.LIFECYCLE);
        if (version == 0) {
            return BucketRules.NONE;
        }
        BucketRules rules = known.get(bucket.id());
        return rules != null && rules.version() == version ? rules : read(bucket);
    }

    /** Those of them that end unfinished uploads, with what the operator has set. */
    public AbortRules abortRules(Bucket bucket) {
        return new AbortRules(
                rules(bucket), buckets.idleLimit(bucket).orElse(null), planLimit(bucket));
    }

    private @Nullable PlanLimit planLimit(Bucket bucket) {
        OptionalInt days = planDays.of(bucket);
        return days.isEmpty()
                ? null
                : new PlanLimit(days.getAsInt(), PassState.watermark(jobs));
    }

    /**
     * Puts a configuration in place of the one that is there. Refused with NoSuchBucket.
     *
     * @throws InvalidLifecycleException for one that is too large to be kept
     */
    public void put(Bucket bucket, LifecycleConfiguration configuration) {
        documents.update(
                bucket.name(),
                DocumentKind.LIFECYCLE,
                old -> replacing(
                        old.map(there -> LifecycleDocument.decode(there.bytes())).orElse(null),
                        configuration));
    }

    /** Asks for the time where the put counts as under way, so that no pass has been there yet. */
    private byte[] replacing(
            @Nullable LifecycleDocument old, LifecycleConfiguration configuration) {
        byte[] bytes = LifecycleDocument.replacing(old, configuration, clock.now()).encode();
        if (bytes.length > DocumentStore.BYTES_MAX) {
            throw InvalidLifecycleException.malformed("a document of " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** Takes the configuration away; nothing happens where there is none. */
    public void delete(BucketName bucket) {
        documents.delete(bucket, DocumentKind.LIFECYCLE);
    }

    /** What a new bucket is born with. */
    public Map<DocumentKind, byte[]> documentsOfNewBucket() {
        if (defaultAbortDays == 0) {
            return Map.of();
        }
        LifecycleRule rule =
                new LifecycleRule(
                        DEFAULT_RULE,
                        true,
                        RuleFilter.ofPrefix(""),
                        RuleActions.abortAfter(defaultAbortDays));
        LifecycleConfiguration configuration =
                new LifecycleConfiguration(
                        TransitionMinimum.ALL_STORAGE_CLASSES_128K, List.of(rule));
        LifecycleDocument document =
                LifecycleDocument.replacing(null, configuration, clock.now());
        return Map.of(DocumentKind.LIFECYCLE, document.encode());
    }

    private BucketRules read(Bucket bucket) {
        Optional<BucketDocument> found = documents.get(bucket, DocumentKind.LIFECYCLE);
        if (found.isEmpty()) {
            return BucketRules.NONE;
        }
        BucketRules rules =
                BucketRules.of(
                        found.get().version(), LifecycleDocument.decode(found.get().bytes()));
        int bytes = found.get().bytes().length;
        if (known.size() >= BUCKETS_MAX || knownBytes.addAndGet(bytes) > BYTES_MAX) {
            // Which bucket is asked for next is not known; all are read again as they come.
            known.clear();
            knownBytes.set(bytes);
        }
        known.put(bucket.id(), rules);
        return rules;
    }
}

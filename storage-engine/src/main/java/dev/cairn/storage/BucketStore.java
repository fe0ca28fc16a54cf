package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.BucketRow;
import dev.cairn.storage.catalog.BucketSettingsDocument;
import dev.cairn.storage.catalog.DropOutcome;
import dev.cairn.storage.catalog.LedgerBucketRow;
import dev.cairn.storage.catalog.LedgerRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.SpaceRow;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.Totals;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.IdleLimit;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.model.Versioning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Buckets. Every call blocks; refusals are {@code StorageException}s. */
public final class BucketStore {
    private final Engine engine;
    private final RocksCatalog totals;

    BucketStore(Engine engine, RocksCatalog totals) {
        this.engine = engine;
        this.totals = totals;
    }

    /**
     * Creates a bucket.
     *
     * <p>Refused with BucketAlreadyOwnedByYou (which carries the bucket) or BucketAlreadyExists.
     */
    public Bucket create(BucketName name, String owner, String region) {
        return create(name, owner, region, Map.of());
    }

    /** The same; nobody ever sees the bucket without these documents. */
    public Bucket create(
            BucketName name, String owner, String region, Map<DocumentKind, byte[]> documents) {
        RowKey bucketKey = SystemRows.bucket(name);
        while (true) {
            byte[] old = engine.catalog().get(bucketKey);
            Space holder = old == null ? null : engine.spaces().live(name, BucketRow.decode(old));
            if (holder != null) {
                throw new StorageException(
                        holder.bucket().owner().equals(owner)
                                ? new Refusal.BucketAlreadyOwnedByYou(holder.bucket())
                                : new Refusal.BucketAlreadyExists(name));
            }
            long space = createSpace(name);
            documents.forEach((kind, bytes) -> putFirst(space, kind, bytes));
            Instant now = engine.clock().now();
            BucketRow row =
                    new BucketRow(space, engine.random().nextLong(), owner, now, region);
            LedgerBucket entry = LedgerBucket.living(space, name, owner, now);
            Batch batch =
                    Batch.inSpace(space, 0, bucketKey.group())
                            .guard(bucketKey, old)
                            .put(bucketKey, row.encode())
                            .put(LedgerRows.bucket(space), LedgerBucketRow.encode(entry))
                            .build();
            if (committed(batch)) {
                return row.toBucket(name);
            }
            // Another took the name: the space that nobody names goes again.
            DropOutcome unused = engine.catalog().dropSpaceIfEmpty(space).join();
        }
    }

    /** Refused with NoSuchBucket. */
    public Bucket get(BucketName name) {
        return engine.spaces().resolve(name).bucket();
    }

    /** The bucket; empty where there is none. */
    public Optional<Bucket> find(BucketName name) {
        return Optional.ofNullable(engine.spaces().find(name)).map(Space::bucket);
    }

    /** What the operator has set for a bucket. Refused with NoSuchBucket. */
    public BucketSettings settings(BucketName name) {
        return new Quotas(engine).settings(get(name));
    }

    /** Sets all of it anew. Refused with NoSuchBucket. */
    public void putSettings(BucketName name, BucketSettings settings) {
        new DocumentStore(engine)
                .update(name, DocumentKind.SETTINGS, old -> replacing(old, settings));
    }

    /** Asks for the time where the put counts as under way, so that no pass has been there yet. */
    private byte[] replacing(Optional<BucketDocument> old, BucketSettings settings) {
        BucketSettingsDocument before =
                old.map(BucketDocument::bytes).map(BucketSettingsDocument::decode).orElse(null);
        return BucketSettingsDocument.replacing(before, settings, engine.clock().now()).encode();
    }

    /** How long uploads of a bucket may be without a new part; empty where that is not limited. */
    public Optional<IdleLimit> idleLimit(Bucket bucket) {
        return new Quotas(engine).document(bucket).flatMap(BucketSettingsDocument::idleLimit);
    }

    /**
     * Deletes a bucket that has no versions and no delete markers; its open uploads go with it.
     *
     * <p>Refused with NoSuchBucket or BucketNotEmpty.
     */
    public void delete(BucketName name) {
        Space space = engine.spaces().resolve(name);
        long uploads = usage(name).uploadCount();
        DropOutcome outcome = engine.catalog().dropSpaceIfEmpty(space.id()).join();
        switch (outcome) {
            case GONE -> throw new StorageException(new Refusal.NoSuchBucket(name));
            case NOT_EMPTY -> throw new StorageException(new Refusal.BucketNotEmpty(name));
            case UNKNOWN -> throw new StorageException(new Refusal.OutcomeUnknown());
            case DROPPED -> {
                removeName(name, space.id());
                engine.meters()
                        .uploadsClosed(name, StorageMeters.Closed.BUCKET_DELETE, uploads);
            }
        }
    }

    /**
     * Buckets by name.
     *
     * @param owner only buckets of this account; null for all
     * @param after exclusive; null from the start
     * @param limit 1 to 10,000
     */
    public BucketPage list(
            @Nullable String owner, String prefix, @Nullable String after, int limit) {
        List<Bucket> buckets = new ArrayList<>();
        try (RowScan rows = engine.catalog().scan(SystemRows.buckets(prefix, after))) {
            while (rows.next()) {
                BucketRow row = BucketRow.decode(rows.value());
                Space space =
                        owner == null || owner.equals(row.owner())
                                ? engine.spaces().live(SystemRows.bucketName(rows.key()), row)
                                : null;
                if (space != null && buckets.size() == limit) {
                    return new BucketPage(buckets, buckets.getLast().name().value());
                }
                if (space != null) {
                    buckets.add(space.bucket());
                }
            }
        }
        return new BucketPage(buckets, null);
    }

    /** Totals of one bucket. Refused with NoSuchBucket. */
    public Usage usage(BucketName name) {
        long space = engine.spaces().resolve(name).id();
        return totals.look(now -> usage(now, space));
    }

    /** Whether a bucket keeps versions. Refused with NoSuchBucket. */
    public Versioning versioning(BucketName name) {
        return engine.spaces().resolve(name).versioning();
    }

    /**
     * Begins or suspends versioning. What is being written under the old state when this is
     * decided is decided anew under the new one.
     *
     * <p>Refused with NoSuchBucket, OutcomeUnknown.
     *
     * @param versioning not NEVER: a bucket that ever had versioning keeps what it has
     */
    public void setVersioning(BucketName name, Versioning versioning) {
        if (!versioning.everEnabled()) {
            throw new IllegalArgumentException("versioning cannot be undone");
        }
        while (true) {
            RowKey key = SystemRows.space(engine.spaces().resolve(name).id());
            byte[] value = engine.catalog().get(key);
            SpaceRow row = value == null ? null : SpaceRow.decode(value);
            if (row != null && row.live()) {
                Batch batch =
                        Batch.ofSystem(key.group())
                                .guard(key, value)
                                .put(key, row.with(versioning).encode())
                                .build();
                if (row.versioning() == versioning || committed(batch)) {
                    return;
                }
            }
        }
    }

    /** Takes the name from a space that is dropped; nothing happens when it has gone already. */
    void removeName(BucketName name, long space) {
        RowKey bucketKey = SystemRows.bucket(name);
        byte[] value = engine.catalog().get(bucketKey);
        if (value != null && BucketRow.decode(value).space() == space) {
            boolean unused =
                    committed(
                            Batch.ofSystem(bucketKey.group())
                                    .guard(bucketKey, value)
                                    .delete(bucketKey)
                                    .build());
        }
    }

    private long createSpace(BucketName name) {
        long space = engine.sequences().next();
        RowKey key = SystemRows.space(space);
        SpaceRow row =
                new SpaceRow(
                        name, engine.random().nextLong(), true, Versioning.NEVER, 0);
        if (!committed(
                Batch.ofSystem(key.group()).guard(key, null).put(key, row.encode()).build())) {
            throw new AssertionError("space " + space + " exists already");
        }
        return space;
    }

    private void putFirst(long space, DocumentKind kind, byte[] bytes) {
        if (!committed(DocumentStore.first(engine, space, kind, bytes))) {
            throw new AssertionError("space " + space + " has documents already");
        }
    }

    private boolean committed(Batch batch) {
        return switch (engine.catalog().commit(batch).join()) {
            case Outcome.Committed done -> true;
            case Outcome.Refused refused -> false;
            case Outcome.Unknown unknown ->
                    throw new StorageException(new Refusal.OutcomeUnknown());
        };
    }

    private static Usage usage(Totals now, long space) {
        return new Usage(
                now.get(space, Total.CURRENT).bytes(),
                now.get(space, Total.NONCURRENT).bytes(),
                now.get(space, Total.UPLOAD_OPEN).bytes(),
                0,
                now.get(space, Total.CURRENT).count(),
                now.get(space, Total.UPLOAD_OPEN).count(),
                now.get(space, Total.PARTS_OPEN).count());
    }
}

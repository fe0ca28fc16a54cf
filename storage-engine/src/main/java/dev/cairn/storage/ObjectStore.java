package dev.cairn.storage;

import dev.cairn.storage.blob.BlobOwner;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectPage;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Objects. Every call blocks; refusals are {@code StorageException}s, and NoSuchBucket is one of
 * every call.
 */
public final class ObjectStore {
    private final Engine engine;

    ObjectStore(Engine engine) {
        this.engine = engine;
    }

    /**
     * Stores content as the current version. Returned means durable and visible.
     *
     * <p>Refused with EntityTooLarge beyond 5 GiB, PreconditionFailed, NoSuchKey (If-Match where
     * there is no object), MetadataTooLarge, TooBusy, DiskFull, WritesStopped, OutcomeUnknown.
     */
    public ObjectVersion put(
            BucketName bucket,
            ObjectKey key,
            NewObject object,
            WriteCondition condition,
            ObjectContent content)
            throws IOException {
        Space space = engine.spaces().resolve(bucket);
        BlobOwner owner = new BlobOwner(space.id(), key.value(), "");
        try (Received received = engine.receiver().receive(owner, content)) {
            KeyRows rows = new KeyRows(space.id(), key);
            Put put = new Put(key, object, condition, received);
            ObjectRow row = engine.rounds().run(space, rows.group(), put);
            received.keep();
            return row.toVersion(key);
        }
    }

    /**
     * Copies the bytes of an open object into a new one.
     *
     * @param checksum the algorithm to compute, kept where the source has it over the whole object
     */
    public ObjectVersion copy(
            ObjectReader source,
            BucketName bucket,
            ObjectKey key,
            NewObject object,
            WriteCondition condition,
            ChecksumAlgorithm checksum)
            throws IOException {
        try (CopiedContent content = new CopiedContent(SourceRange.whole(source), checksum)) {
            return put(bucket, key, object, condition, content);
        }
    }

    /**
     * Whether a write under this condition would be refused now: asked before a body is read, and
     * decided again in the commit. Refused as {@link #put}; without a condition there is nothing to
     * look at.
     */
    public void checkCondition(BucketName bucket, ObjectKey key, WriteCondition condition) {
        if (!condition.isNone()) {
            Space space = engine.spaces().resolve(bucket);
            Conditions.checkWrite(condition, key, current(new KeyRows(space.id(), key)));
        }
    }

    /** The current version. Refused with NoSuchKey. */
    public ObjectVersion head(BucketName bucket, ObjectKey key) {
        Space space = engine.spaces().resolve(bucket);
        ObjectRow row = current(new KeyRows(space.id(), key));
        if (row == null) {
            throw new StorageException(new Refusal.NoSuchKey(key));
        }
        return row.toVersion(key);
    }

    /** Opens the current version: its bytes stay readable until the reader is closed. */
    public ObjectReader open(BucketName bucket, ObjectKey key) throws IOException {
        Space space = engine.spaces().resolve(bucket);
        KeyRows rows = new KeyRows(space.id(), key);
        // While the key is pinned the reclaimer removes no body of it: what the row names is there.
        engine.pins().pinKey(space.id(), key);
        try {
            ObjectRow row = current(rows);
            if (row == null) {
                throw new StorageException(new Refusal.NoSuchKey(key));
            }
            return ObjectReader.open(engine, rows, row);
        } finally {
            engine.pins().unpinKey(space.id(), key);
        }
    }

    /**
     * Deletes the current version; nothing happens where there is none and no condition.
     *
     * <p>Refused with PreconditionFailed.
     */
    public void delete(BucketName bucket, ObjectKey key, WriteCondition condition) {
        Space found = engine.spaces().resolve(bucket);
        KeyRows anyRows = new KeyRows(found.id(), key);
        boolean unused =
                engine.rounds().run(found, anyRows.group(), space -> delete(space, key, condition));
    }

    /** Current objects in UTF-8 order. Costs a page, whatever the bucket holds. */
    public ObjectPage list(BucketName bucket, ListQuery query) {
        Space space = engine.spaces().resolve(bucket);
        return ObjectListing.page(engine.catalog(), space.id(), query);
    }

    private @Nullable ObjectRow current(KeyRows rows) {
        return ObjectRow.decodeIfPresent(engine.catalog().get(rows.object()));
    }

    private Step<Boolean> delete(Space space, ObjectKey key, WriteCondition condition) {
        KeyRows rows = new KeyRows(space.id(), key);
        RowKey row = rows.object();
        byte[] value = engine.catalog().get(row);
        ObjectRow current = ObjectRow.decodeIfPresent(value);
        Conditions.checkDelete(condition, current);
        if (current == null) {
            // Nothing to commit, so nothing but this second look can tell that the bucket changed.
            Space again = engine.spaces().resolve(space.bucket().name());
            boolean same = again.id() == space.id() && again.epoch() == space.epoch();
            return same ? new Step.Answer<>(false) : new Step.Again<>();
        }
        Batch.Builder batch =
                Batch.inSpace(space.id(), space.epoch(), rows.group())
                        .guard(row, value)
                        .delete(row);
        Discards.currentVersion(batch, space.id(), key, current);
        return new Step.Commit<>(batch.build(), true);
    }

    /** The rounds of a put. */
    private final class Put implements Round<ObjectRow> {
        private final ObjectKey key;
        private final NewObject object;
        private final WriteCondition condition;
        private final Received received;

        Put(ObjectKey key, NewObject object, WriteCondition condition, Received received) {
            this.key = key;
            this.object = object;
            this.condition = condition;
            this.received = received;
        }

        @Override
        public Step<ObjectRow> next(Space space) {
            KeyRows rows = new KeyRows(space.id(), key);
            RowKey row = rows.object();
            byte[] value = engine.catalog().get(row);
            ObjectRow current = ObjectRow.decodeIfPresent(value);
            Conditions.checkWrite(condition, key, current);
            ObjectRow fresh = fresh();
            Batch.Builder batch =
                    Batch.inSpace(space.id(), space.epoch(), rows.group())
                            .guard(row, value)
                            .put(row, fresh.encode())
                            .add(space.id(), Total.CURRENT, fresh.sizeBytes(), 1);
            if (current != null) {
                Discards.currentVersion(batch, space.id(), key, current);
            }
            return new Step.Commit<>(received.publishIn(batch).build(), fresh);
        }

        @Override
        public void unknown() {
            received.keep();
        }

        private ObjectRow fresh() {
            Digests digests = received.digests();
            Slice slice = received.slice();
            Instant now = engine.clock().now();
            return new ObjectRow(
                    engine.sequences().next(),
                    engine.random().nextLong(),
                    true,
                    digests.sizeBytes(),
                    digests.md5(),
                    0,
                    now,
                    digests.checksum(),
                    object,
                    ObjectRow.bodyId(slice == null ? null : slice.blob()),
                    slice);
        }
    }
}

package dev.cairn.storage;

import dev.cairn.storage.blob.BlobOwner;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectPage;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.VersionPage;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects. Every call blocks; refusals are {@code StorageException}s, and NoSuchBucket is one of
 * every call.
 */
public final class ObjectStore {
    private final Engine engine;
    private final VersionLookup lookup;

    ObjectStore(Engine engine) {
        this.engine = engine;
        this.lookup = new VersionLookup(engine.catalog());
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
            ObjectVersion version = engine.rounds().run(space, rows.group(), put);
            received.keep();
            return version;
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

    /** The current version. Refused with NoSuchKey, CurrentIsDeleteMarker. */
    public ObjectVersion head(BucketName bucket, ObjectKey key) {
        return head(bucket, key, null);
    }

    /**
     * A version.
     *
     * <p>Refused with NoSuchKey or CurrentIsDeleteMarker; with a version id with NoSuchVersion,
     * InvalidVersionId or VersionIsDeleteMarker.
     *
     * @param versionId null for the current version
     */
    public ObjectVersion head(BucketName bucket, ObjectKey key, @Nullable String versionId) {
        Space space = engine.spaces().resolve(bucket);
        ObjectRow row = lookup.find(space, new KeyRows(space.id(), key), versionId).object();
        return row.toVersion(key, space.versioning().everEnabled());
    }

    /** Opens the current version: its bytes stay readable until the reader is closed. */
    public ObjectReader open(BucketName bucket, ObjectKey key) throws IOException {
        return open(bucket, key, null);
    }

    /** Opens a version. Refused as {@link #head(BucketName, ObjectKey, String)}. */
    public ObjectReader open(BucketName bucket, ObjectKey key, @Nullable String versionId)
            throws IOException {
        Space space = engine.spaces().resolve(bucket);
        KeyRows rows = new KeyRows(space.id(), key);
        // While the key is pinned the reclaimer removes no body of it: what the row names is there.
        engine.pins().pinKey(space.id(), key);
        try {
            ObjectRow row = lookup.find(space, rows, versionId).object();
            return ObjectReader.open(engine, rows, row, space.versioning().everEnabled());
        } finally {
            engine.pins().unpinKey(space.id(), key);
        }
    }

    /**
     * Deletes the current version, or puts a delete marker in its place where the bucket ever had
     * versioning.
     *
     * <p>Refused with PreconditionFailed.
     */
    public DeletedVersion delete(BucketName bucket, ObjectKey key, WriteCondition condition) {
        return delete(bucket, key, null, condition);
    }

    /**
     * Deletes a version or a delete marker for good; nothing happens where there is none.
     *
     * <p>Refused with InvalidVersionId, PreconditionFailed.
     *
     * @param versionId null to delete as {@link #delete(BucketName, ObjectKey, WriteCondition)}
     * @param condition holds for the version that is named
     */
    public DeletedVersion delete(
            BucketName bucket,
            ObjectKey key,
            @Nullable String versionId,
            WriteCondition condition) {
        Space space = engine.spaces().resolve(bucket);
        KeyRows rows = new KeyRows(space.id(), key);
        Removal removal = new Removal(engine, key, versionId, RemovalCheck.of(condition));
        return engine.rounds().run(space, rows.group(), removal);
    }

    /**
     * Begins to delete as {@link #delete(BucketName, ObjectKey, String, WriteCondition)} does, and
     * does not wait for the end: many deletes begun one after the other are made durable together.
     *
     * @return waits for the end; both this call and that one refuse
     */
    public Supplier<DeletedVersion> beginDelete(
            BucketName bucket,
            ObjectKey key,
            @Nullable String versionId,
            WriteCondition condition) {
        Space space = engine.spaces().resolve(bucket);
        KeyRows rows = new KeyRows(space.id(), key);
        Removal removal = new Removal(engine, key, versionId, RemovalCheck.of(condition));
        return engine.rounds().begin(space, rows.group(), removal);
    }

    /**
     * Gives a version other tags, all at once; nothing else of it changes.
     *
     * <p>Refused as {@link #head(BucketName, ObjectKey, String)}.
     *
     * @param versionId null for the current version
     * @param tags at most 10; none takes them all away
     */
    public ObjectVersion putTags(
            BucketName bucket,
            ObjectKey key,
            @Nullable String versionId,
            Map<String, String> tags) {
        Space found = engine.spaces().resolve(bucket);
        return engine.rounds()
                .run(
                        found,
                        new KeyRows(found.id(), key).group(),
                        space -> putTags(space, key, versionId, tags));
    }

    /** All versions and delete markers: keys in UTF-8 order, of each the newest first. */
    public VersionPage versions(BucketName bucket, VersionQuery query) {
        Space space = engine.spaces().resolve(bucket);
        return VersionListing.page(engine.catalog(), space.id(), query);
    }

    /** Current objects in UTF-8 order. Costs a page, whatever the bucket holds. */
    public ObjectPage list(BucketName bucket, ListQuery query) {
        Space space = engine.spaces().resolve(bucket);
        return ObjectListing.page(engine.catalog(), space.id(), query);
    }

    private @Nullable ObjectRow current(KeyRows rows) {
        return ObjectRow.decodeIfPresent(engine.catalog().get(rows.object()));
    }

    private Step<ObjectVersion> putTags(
            Space space, ObjectKey key, @Nullable String versionId, Map<String, String> tags) {
        KeyRows rows = new KeyRows(space.id(), key);
        VersionLookup.Found found = lookup.find(space, rows, versionId);
        ObjectRow tagged = found.object().tagged(tags, engine.clock().now());
        Batch batch =
                Batch.inSpace(space.id(), space.epoch(), rows.group())
                        .guard(found.row(), found.value())
                        .put(found.row(), found.with(tagged))
                        .build();
        boolean versioned = space.versioning().everEnabled();
        return new Step.Commit<>(batch, tagged.toVersion(key, versioned));
    }

    /** The rounds of a put. */
    private final class Put implements Round<ObjectVersion> {
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
        public Step<ObjectVersion> next(Space space) {
            KeyRows rows = new KeyRows(space.id(), key);
            KeyVersions versions = KeyVersions.read(engine, space, rows);
            Conditions.checkWrite(condition, key, versions.current());
            ObjectRow fresh =
                    new Succession(engine).write(versions, space.versioning(), this::fresh);
            if (fresh == null) {
                return new Step.Again<>();
            }
            return new Step.Commit<>(
                    received.publishIn(versions.batch()).build(),
                    fresh.toVersion(key, space.versioning().everEnabled()));
        }

        @Override
        public void unknown() {
            received.keep();
        }

        private ObjectRow fresh(long sequence, boolean nullVersion, Instant now) {
            Digests digests = received.digests();
            Slice slice = received.slice();
            return new ObjectRow(
                    sequence,
                    engine.random().nextLong(),
                    nullVersion,
                    digests.sizeBytes(),
                    digests.md5(),
                    0,
                    now,
                    digests.checksum(),
                    object,
                    ObjectRow.bodyId(slice == null ? null : slice.blob()),
                    slice,
                    now,
                    null);
        }
    }
}

package dev.cairn.storage;

import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.NewestRow;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.VersionIds;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Versioning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a delete. Without version id: the current version goes in a bucket that never had
 * versioning; in others a delete marker becomes the newest. With version id: that version goes for
 * good, and when it was the newest, what is below takes its place.
 *
 * <p>Source: Amazon S3 User Guide, "Deleting object versions from a versioning-enabled bucket" and
 * "Deleting objects from versioning-suspended buckets".
 */
final class Removal implements Round<DeletedVersion> {
    private final Engine engine;
    private final ObjectKey key;
    private final @Nullable String versionId;
    private final RemovalCheck check;
    private final @Nullable Instant due;

    /** The delete of a request. */
    Removal(
            Engine engine, ObjectKey key, @Nullable String versionId, RemovalCheck check) {
        this(engine, key, versionId, check, null);
    }

    /**
     * A delete.
     *
     * @param versionId null to delete without naming a version
     * @param due since when it counts; null for now
     */
    Removal(
            Engine engine,
            ObjectKey key,
            @Nullable String versionId,
            RemovalCheck check,
            @Nullable Instant due) {
        this.due = due;
        this.engine = engine;
        this.key = key;
        this.versionId = versionId;
        this.check = check;
    }

    @Override
    public Step<DeletedVersion> next(Space space) {
        KeyRows rows = new KeyRows(space.id(), key);
        if (versionId != null) {
            return versionId.equals(VersionIds.NULL)
                    ? deleteNullVersion(space, read(space, rows))
                    : deleteVersion(space, rows, versionId);
        }
        KeyVersions versions = read(space, rows);
        check.current(versions.current());
        return space.versioning().everEnabled()
                ? putMarker(space, versions)
                : deleteOnly(space, versions);
    }

    private Step<DeletedVersion> deleteOnly(Space space, KeyVersions versions) {
        ObjectRow current = versions.current();
        if (current == null) {
            return nothing(space, DeletedVersion.UNVERSIONED);
        }
        versions.guardCurrent();
        versions.removeCurrent();
        versions.discardCurrent(current);
        return new Step.Commit<>(versions.batch().build(), DeletedVersion.UNVERSIONED);
    }

    private KeyVersions read(Space space, KeyRows rows) {
        return KeyVersions.read(engine, space, rows).countingSince(due);
    }

    /** Nothing to commit, so nothing but this second look can tell that the bucket changed. */
    private Step<DeletedVersion> nothing(Space space, DeletedVersion answer) {
        Space again = engine.spaces().resolve(space.bucket().name());
        boolean same = again.id() == space.id() && again.epoch() == space.epoch();
        return same ? new Step.Answer<>(answer) : new Step.Again<>();
    }

    private Step<DeletedVersion> putMarker(Space space, KeyVersions versions) {
        boolean nullVersion = space.versioning() != Versioning.ENABLED;
        if (!versions.giveWay(nullVersion)) {
            return new Step.Again<>();
        }
        if (versions.current() != null) {
            versions.removeCurrent();
        }
        VersionRow.Marker marker =
                new VersionRow.Marker(
                        engine.sequences().next(),
                        engine.random().nextLong(),
                        nullVersion,
                        versions.instant(),
                        space.bucket().owner(),
                        null);
        versions.putMarker(marker);
        versions.finish();
        return new Step.Commit<>(
                versions.batch().build(), new DeletedVersion(marker.versionId(), true));
    }

    private Step<DeletedVersion> deleteNullVersion(Space space, KeyVersions versions) {
        ObjectRow current = versions.current();
        if (current != null && current.nullVersion()) {
            return deleteCurrent(space, versions, current);
        }
        NewestRow newest = versions.newest();
        Long sequence = newest == null ? null : newest.nullVersion();
        if (sequence == null) {
            return deleteNothing(space, VersionIds.NULL);
        }
        VersionRow version = versions.version(sequence);
        return version == null ? new Step.Again<>() : deleteNoncurrent(versions, version);
    }

    private Step<DeletedVersion> deleteVersion(Space space, KeyRows rows, String id) {
        VersionIds.Parts parts =
                VersionIds.decode(id)
                        .orElseThrow(() -> new StorageException(new Refusal.InvalidVersionId(id)));
        KeyVersions versions =
                KeyVersions.read(engine, space, rows, parts.sequence()).countingSince(due);
        ObjectRow current = versions.current();
        if (current != null && current.versionId().equals(id)) {
            return deleteCurrent(space, versions, current);
        }
        VersionRow version = versions.asRead(parts.sequence());
        return version != null && version.versionId().equals(id)
                ? deleteNoncurrent(versions, version)
                : deleteNothing(space, id);
    }

    private Step<DeletedVersion> deleteNothing(Space space, String id) {
        check.current(null);
        return nothing(space, deleted(space, id, false));
    }

    private Step<DeletedVersion> deleteCurrent(
            Space space, KeyVersions versions, ObjectRow current) {
        check.current(current);
        versions.guardCurrent();
        versions.removeCurrent();
        VersionRow next =
                versions.newest() == null ? null : versions.newestBelow(current.sequence());
        versions.discardCurrent(current);
        if (next != null) {
            versions.promote(next);
        }
        versions.finish();
        return new Step.Commit<>(
                versions.batch().build(), deleted(space, current.versionId(), false));
    }

    private Step<DeletedVersion> deleteNoncurrent(KeyVersions versions, VersionRow version) {
        boolean marker = version instanceof VersionRow.Marker;
        check.other(versions, version);
        NewestRow newest = versions.newest();
        VersionRow next = null;
        if (versions.current() == null) {
            versions.guardCurrent();
            boolean wasNewest = newest != null && newest.newest() == version.sequence();
            next = wasNewest ? versions.newestBelow(version.sequence()) : null;
        }
        versions.discard(version);
        if (next != null) {
            versions.promote(next);
        }
        versions.finish();
        return new Step.Commit<>(
                versions.batch().build(), new DeletedVersion(version.versionId(), marker));
    }

    private static DeletedVersion deleted(Space space, String id, boolean marker) {
        return space.versioning().everEnabled()
                ? new DeletedVersion(id, marker)
                : DeletedVersion.UNVERSIONED;
    }
}

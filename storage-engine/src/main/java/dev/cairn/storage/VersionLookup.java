package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.NewestRow;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.VersionIds;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version that a request means: the current one, or the one that it names. Who meets a
 * delete marker instead is told so.
 */
final class VersionLookup {
    /** Each look that fails is one at which somebody else changed the versions of the key. */
    private static final int LOOKS_MAX = 1000;

    private final Catalog catalog;

    VersionLookup(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A version with the row that it stands in.
     *
     * @param noncurrentSince null for the current version
     */
    record Found(
            RowKey row, byte[] value, ObjectRow object, @Nullable Instant noncurrentSince) {
        /** The row's value with the version changed. */
        byte[] with(ObjectRow changed) {
            return noncurrentSince == null
                    ? changed.encode()
                    : new VersionRow.Noncurrent(changed, noncurrentSince).encode();
        }
    }

    /**
     * The version.
     *
     * @param versionId null for the current version
     * @throws StorageException NoSuchKey, CurrentIsDeleteMarker; with a version id NoSuchVersion,
     *     InvalidVersionId, VersionIsDeleteMarker
     */
    Found find(Space space, KeyRows rows, @Nullable String versionId) {
        if (versionId == null) {
            return current(space, rows);
        }
        if (versionId.equals(VersionIds.NULL)) {
            return nullVersion(rows);
        }
        VersionIds.Parts parts =
                VersionIds.decode(versionId)
                        .orElseThrow(
                                () -> new StorageException(
                                        new Refusal.InvalidVersionId(versionId)));
        RowKey versionKey = rows.version(parts.sequence());
        List<byte @Nullable []> read = catalog.get(List.of(rows.object(), versionKey));
        Found current = inCurrentRow(rows, read.get(0));
        if (current != null && current.object().versionId().equals(versionId)) {
            return current;
        }
        byte[] value = read.get(1);
        if (value == null || !VersionRow.decode(value).versionId().equals(versionId)) {
            throw noSuchVersion(rows, versionId);
        }
        return inVersionRow(rows, versionKey, value);
    }

    private Found current(Space space, KeyRows rows) {
        Found current = inCurrentRow(rows, catalog.get(rows.object()));
        for (int look = 0; current == null && look < LOOKS_MAX; look++) {
            if (!space.versioning().everEnabled()) {
                throw new StorageException(new Refusal.NoSuchKey(rows.key()));
            }
            List<byte @Nullable []> read = catalog.get(List.of(rows.object(), rows.newest()));
            current = inCurrentRow(rows, read.get(0));
            NewestRow newest = NewestRow.decodeIfPresent(read.get(1));
            if (current == null && newest == null) {
                throw new StorageException(new Refusal.NoSuchKey(rows.key()));
            }
            if (current == null) {
                throwIfMarker(rows, Objects.requireNonNull(newest).newest());
            }
        }
        return foundAtLast(current);
    }

    private void throwIfMarker(KeyRows rows, long sequence) {
        byte[] value = catalog.get(rows.version(sequence));
        if (value != null && VersionRow.decode(value) instanceof VersionRow.Marker marker) {
            throw new StorageException(
                    new Refusal.CurrentIsDeleteMarker(rows.key(), marker.versionId()));
        }
    }

    private Found nullVersion(KeyRows rows) {
        Found found = null;
        for (int look = 0; found == null && look < LOOKS_MAX; look++) {
            List<byte @Nullable []> read = catalog.get(List.of(rows.object(), rows.newest()));
            Found current = inCurrentRow(rows, read.get(0));
            if (current != null && current.object().nullVersion()) {
                return current;
            }
            NewestRow newest = NewestRow.decodeIfPresent(read.get(1));
            Long sequence = newest == null ? null : newest.nullVersion();
            if (sequence == null) {
                throw noSuchVersion(rows, VersionIds.NULL);
            }
            RowKey versionKey = rows.version(sequence);
            byte[] value = catalog.get(versionKey);
            found = value == null ? null : inVersionRow(rows, versionKey, value);
        }
        return foundAtLast(found);
    }

    private static Found foundAtLast(@Nullable Found found) {
        if (found == null) {
            throw new StorageException(new Refusal.TooBusy());
        }
        return found;
    }

    private static @Nullable Found inCurrentRow(KeyRows rows, byte @Nullable [] value) {
        return value == null
                ? null
                : new Found(rows.object(), value, ObjectRow.decode(value), null);
    }

    private static Found inVersionRow(KeyRows rows, RowKey key, byte[] value) {
        return switch (VersionRow.decode(value)) {
            case VersionRow.Noncurrent version ->
                    new Found(key, value, version.object(), version.noncurrentSince());
            case VersionRow.Marker marker ->
                    throw new StorageException(
                            new Refusal.VersionIsDeleteMarker(
                                    rows.key(), marker.versionId(), marker.lastModified()));
        };
    }

    private static StorageException noSuchVersion(KeyRows rows, String versionId) {
        return new StorageException(new Refusal.NoSuchVersion(rows.key(), versionId));
    }
}

package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.NewestRow;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one key in one round of an operation: what was read of them, and what the batch
 * makes of them.
 *
 * <p>The current version is row {@code o}; all others and the delete markers are rows {@code v};
 * row {@code n} says which of these is the newest and which is the null version. In a bucket that
 * ever had versioning every change of versions is guarded by {@code n}. That alone does not notice
 * when an older row goes or is tagged, so each {@code v} row that the batch removes, rewrites, makes
 * current or is the first to call the newest is guarded, too. Rows read one after the other may not
 * fit together; then a guard fails, or a method says that a row is gone, and another round follows.
 */
final class KeyVersions {
    private final Catalog catalog;
    private final Clock clock;
    private final Space space;
    private final KeyRows rows;
    private final Batch.Builder batch;
    private final byte @Nullable [] currentValue;
    private final @Nullable ObjectRow current;
    private final byte @Nullable [] newestValue;
    private final @Nullable NewestRow newest;

    /** The {@code v} rows that were read, as they were. */
    private final Map<Long, byte[]> read = new HashMap<>();

    private final TreeMap<Long, VersionRow> written = new TreeMap<>();
    private final Set<Long> removed = new HashSet<>();
    private final BookedVersions booked;
    private @Nullable Instant instant;
    private @Nullable Instant due;

    /**
     * Takes over what was read as one snapshot.
     *
     * @param newestValue of row {@code n}; not looked at where the bucket never had versioning
     */
    KeyVersions(
            Engine engine,
            Space space,
            KeyRows rows,
            byte @Nullable [] currentValue,
            byte @Nullable [] newestValue) {
        this.catalog = engine.catalog();
        this.clock = engine.clock();
        this.space = space;
        this.rows = rows;
        this.batch = Batch.inSpace(space.id(), space.epoch(), rows.group());
        this.booked = new BookedVersions(batch, space.id());
        this.currentValue = currentValue;
        this.current = ObjectRow.decodeIfPresent(currentValue);
        this.newestValue = newestValue;
        this.newest = NewestRow.decodeIfPresent(newestValue);
    }

    static KeyVersions read(Engine engine, Space space, KeyRows rows) {
        Catalog catalog = engine.catalog();
        if (!space.versioning().everEnabled()) {
            return new KeyVersions(engine, space, rows, catalog.get(rows.object()), null);
        }
        List<byte @Nullable []> read = catalog.get(List.of(rows.object(), rows.newest()));
        return new KeyVersions(engine, space, rows, read.get(0), read.get(1));
    }

    /** Reads also the noncurrent version or delete marker of a number, as one snapshot. */
    static KeyVersions read(Engine engine, Space space, KeyRows rows, long sequence) {
        List<byte @Nullable []> read =
                engine.catalog()
                        .get(List.of(rows.object(), rows.newest(), rows.version(sequence)));
        KeyVersions versions =
                new KeyVersions(engine, space, rows, read.get(0), read.get(1));
        byte[] value = read.get(2);
        if (value != null) {
            versions.read.put(sequence, value);
        }
        return versions;
    }

    /** What happens counts since an instant before now: that at which a rule was due. */
    KeyVersions countingSince(@Nullable Instant dueAt) {
        due = dueAt;
        return this;
    }

    /**
     * When all that the batch changes happens. Asked for when everything is read that the changes
     * rely on, so that it is not before anything that those rows tell of.
     */
    Instant instant() {
        Instant now = instant;
        if (now == null) {
            now = clock.now();
            instant = now;
        }
        return now;
    }

    /** Since when a change of a version counts that was booked as what it is at an instant. */
    Instant instant(Instant bookedBefore) {
        Instant counts = due;
        if (counts == null || counts.isAfter(instant())) {
            return instant();
        }
        return counts.isBefore(bookedBefore) ? bookedBefore : counts;
    }

    /** The current version; null where there is none. */
    @Nullable
    ObjectRow current() {
        return current;
    }

    /** Row {@code n}; null where there are no noncurrent versions. */
    @Nullable
    NewestRow newest() {
        return newest;
    }

    /** The batch, for what else it changes. */
    Batch.Builder batch() {
        return batch;
    }

    /** A noncurrent version or delete marker that was read; null when it was not there. */
    @Nullable
    VersionRow asRead(long sequence) {
        byte[] value = read.get(sequence);
        return value == null ? null : VersionRow.decode(value);
    }

    /** The value of a {@code v} row as it is now; null when it is gone. */
    byte @Nullable [] value(long sequence) {
        return catalog.get(rows.version(sequence));
    }

    /** Reads a noncurrent version or delete marker; null when it is gone. */
    @Nullable
    VersionRow version(long sequence) {
        byte[] value = catalog.get(rows.version(sequence));
        if (value == null) {
            return null;
        }
        read.put(sequence, value);
        return VersionRow.decode(value);
    }

    /** The newest version or delete marker below a sequence number; null where there is none. */
    @Nullable
    VersionRow newestBelow(long sequence) {
        try (RowScan older = catalog.scan(rows.versionsBelow(sequence))) {
            if (!older.next()) {
                return null;
            }
            byte[] value = older.value();
            read.put(KeyRows.versionSequence(older.key()), value);
            return VersionRow.decode(value);
        }
    }

    /**
     * What is newest makes room for something newer: the current version becomes noncurrent, and so
     * does a delete marker. A new null version or marker replaces the old one, wherever it stands.
     *
     * @return false when the rows read do not fit together
     */
    boolean giveWay(boolean toNullVersion) {
        guardCurrent();
        Long oldNull = newest == null || !toNullVersion ? null : newest.nullVersion();
        VersionRow replaced = oldNull == null ? null : version(oldNull);
        if (oldNull != null && replaced == null) {
            return false;
        }
        VersionRow top = null;
        boolean replacesTop =
                replaced != null && newest != null && newest.newest() == replaced.sequence();
        if (current == null && newest != null && !replacesTop) {
            top = version(newest.newest());
            if (!(top instanceof VersionRow.Marker)) {
                return false;
            }
        }
        if (replaced != null) {
            discard(replaced);
        }
        ObjectRow old = current;
        if (old != null && toNullVersion && old.nullVersion()) {
            discardCurrent(old);
        } else if (old != null) {
            retire(old);
        } else if (top instanceof VersionRow.Marker marker) {
            written.put(marker.sequence(), marker.since(instant()));
        }
        return true;
    }

    /** The version is the current one from now on. */
    void putCurrent(ObjectRow fresh) {
        batch.put(rows.object(), fresh.encode());
        batch.add(space.id(), Total.CURRENT, fresh.sizeBytes(), 1);
        booked.came(fresh, ByteClass.CURRENT, instant());
    }

    /** The current version goes for good, or its place is taken. */
    void discardCurrent(ObjectRow old) {
        Discards.version(batch, space.id(), rows.key(), old, Total.CURRENT);
        booked.removed(old, ByteClass.CURRENT, instant(old.booked()));
    }

    /** A noncurrent version or delete marker goes for good. */
    void discard(VersionRow version) {
        removed.add(version.sequence());
        switch (version) {
            case VersionRow.Noncurrent old -> {
                Discards.version(
                        batch, space.id(), rows.key(), old.object(), Total.NONCURRENT);
                ObjectRow object = old.object();
                booked.removed(object, ByteClass.NONCURRENT, instant(object.booked()));
            }
            case VersionRow.Marker marker -> batch.add(space.id(), Total.NONCURRENT, 0, -1);
        }
    }

    /** A delete marker becomes the newest. */
    void putMarker(VersionRow.Marker marker) {
        written.put(marker.sequence(), marker);
        batch.add(space.id(), Total.NONCURRENT, 0, 1);
    }

    /** The newest went: the one below takes its place, which for a version is being current. */
    void promote(VersionRow next) {
        switch (next) {
            case VersionRow.Marker marker -> written.put(marker.sequence(), marker.since(null));
            case VersionRow.Noncurrent version -> {
                removed.add(version.sequence());
                Instant at = instant(version.object().booked());
                ObjectRow object = version.object().booked(at);
                batch.add(space.id(), Total.NONCURRENT, -version.sizeBytes(), -1);
                booked.went(object, ByteClass.NONCURRENT, at);
                batch.put(rows.object(), object.encode());
                batch.add(space.id(), Total.CURRENT, object.sizeBytes(), 1);
                booked.came(object, ByteClass.CURRENT, at);
            }
        }
    }

    /** The current version must still be what was read. */
    void guardCurrent() {
        batch.guard(rows.object(), currentValue);
    }

    /** No version is current from now on. */
    void removeCurrent() {
        batch.delete(rows.object());
    }

    /** Writes rows {@code v} and {@code n} and their guards; nothing may change afterwards. */
    void finish() {
        if (!space.versioning().everEnabled()) {
            return;
        }
        removed.forEach(sequence -> batch.delete(rows.version(sequence)));
        written.forEach((sequence, row) -> batch.put(rows.version(sequence), row.encode()));
        NewestRow next = nextNewest();
        batch.guard(rows.newest(), newestValue);
        if (next == null && newest != null) {
            batch.delete(rows.newest());
        } else if (next != null && !next.equals(newest)) {
            batch.put(rows.newest(), next.encode());
        }
        read.forEach(
                (sequence, value) -> {
                    boolean named = next != null && next.newest() == sequence;
                    if (named || removed.contains(sequence) || written.containsKey(sequence)) {
                        batch.guard(rows.version(sequence), value);
                    }
                });
    }

    private void retire(ObjectRow old) {
        Instant at = instant(old.booked());
        written.put(old.sequence(), new VersionRow.Noncurrent(old.booked(at), instant()));
        booked.went(old, ByteClass.CURRENT, at);
        booked.came(old, ByteClass.NONCURRENT, at);
        batch.add(space.id(), Total.CURRENT, -old.sizeBytes(), -1);
        batch.add(space.id(), Total.NONCURRENT, old.sizeBytes(), 1);
    }

    private @Nullable NewestRow nextNewest() {
        Long first = written.isEmpty() ? null : written.lastKey();
        Long left = newestLeft(first == null ? 0 : first);
        if (first == null && left == null) {
            return null;
        }
        Long nullVersion = newest == null ? null : newest.nullVersion();
        if (nullVersion != null && removed.contains(nullVersion)) {
            nullVersion = null;
        }
        for (VersionRow row : written.values()) {
            nullVersion = row.nullVersion() ? Long.valueOf(row.sequence()) : nullVersion;
        }
        long next = Math.max(first == null ? 0 : first, left == null ? 0 : left);
        return new NewestRow(next, nullVersion);
    }

    /** The newest of the rows that were there and stay, as far as it is above a number. */
    private @Nullable Long newestLeft(long above) {
        if (newest == null) {
            return null;
        }
        long sequence = newest.newest();
        while (removed.contains(sequence) && sequence > above) {
            VersionRow next = newestBelow(sequence);
            if (next == null) {
                return null;
            }
            sequence = next.sequence();
        }
        return removed.contains(sequence) ? null : sequence;
    }
}

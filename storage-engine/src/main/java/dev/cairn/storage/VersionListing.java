package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.NewestRow;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.VersionIds;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.VersionPage;
import dev.cairn.storage.model.VersionQuery;
import java.io.Closeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions and delete markers: one walk over {@code o} rows and {@code v} rows side by
 * side, as they stand together, which steps over all keys of a common prefix at once.
 */
final class VersionListing {
    private final long space;
    private final VersionQuery query;

    /** Of the key marker only versions below this number follow. */
    private final long below;

    private final List<ListedVersion> versions = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private @Nullable String lastKey;
    private @Nullable String lastVersionId;

    private VersionListing(long space, VersionQuery query, long below) {
        this.space = space;
        this.query = query;
        this.below = below;
        lastKey = query.afterKey();
    }

    static VersionPage page(Catalog catalog, long space, VersionQuery query) {
        if (query.limit() == 0) {
            return new VersionPage(List.of(), List.of(), null, null);
        }
        return new VersionListing(space, query, markedSequence(catalog, space, query))
                .fill(catalog);
    }

    /** 0: no version of the key marker follows. */
    private static long markedSequence(Catalog catalog, long space, VersionQuery query) {
        String key = query.afterKey();
        String versionId = query.afterVersionId();
        if (key == null || versionId == null) {
            return 0;
        }
        if (!versionId.equals(VersionIds.NULL)) {
            return VersionIds.decode(versionId)
                    .orElseThrow(
                            () -> new StorageException(new Refusal.InvalidVersionId(versionId)))
                    .sequence();
        }
        return ObjectKey.isValid(key)
                ? nullSequence(catalog, new KeyRows(space, new ObjectKey(key)))
                : 0;
    }

    /** Where the null version stands; where there is none, behind it is before all others. */
    private static long nullSequence(Catalog catalog, KeyRows rows) {
        List<byte @Nullable []> read = catalog.get(List.of(rows.object(), rows.newest()));
        ObjectRow current = ObjectRow.decodeIfPresent(read.get(0));
        if (current != null && current.nullVersion()) {
            return current.sequence();
        }
        NewestRow newest = NewestRow.decodeIfPresent(read.get(1));
        Long sequence = newest == null ? null : newest.nullVersion();
        return sequence == null ? Long.MAX_VALUE : sequence;
    }

    private VersionPage fill(Catalog catalog) {
        List<RowScan> scans = catalog.scan(List.of(objects(), noncurrent()));
        try (Cursor current = new Cursor(scans.get(0), false);
                Cursor others = new Cursor(scans.get(1), true)) {
            current.advance();
            others.advance();
            if (current.isAt(query.afterKey()) && current.sequence() >= below) {
                current.advance();
            }
            while (current.key != null || others.key != null) {
                Cursor next = current.isAtOrBefore(others) ? current : others;
                ObjectKey key = Objects.requireNonNull(next.key);
                String common =
                        ObjectListing.commonPrefix(
                                key.value(), query.prefix(), query.delimiter());
                boolean stepOver =
                        common != null && lastKey != null && lastKey.startsWith(common);
                if (!stepOver) {
                    if (versions.size() + prefixes.size() == query.limit()) {
                        return new VersionPage(versions, prefixes, lastKey, lastVersionId);
                    }
                    if (common == null) {
                        add(key, next);
                    } else {
                        prefixes.add(common);
                        lastKey = common;
                        lastVersionId = null;
                    }
                }
                if (common == null) {
                    next.advance();
                } else {
                    current.skipTo(KeyRows.objectsBehindPrefix(space, common));
                    others.skipTo(KeyRows.versionsBehindPrefix(space, common));
                }
            }
        }
        return new VersionPage(versions, prefixes, null, null);
    }

    private RowRange objects() {
        return below == 0
                ? KeyRows.objects(space, query.prefix(), query.afterKey())
                : KeyRows.objectsFrom(space, query.prefix(), query.afterKey());
    }

    private RowRange noncurrent() {
        return KeyRows.versions(space, query.prefix(), query.afterKey(), below);
    }

    private void add(ObjectKey key, Cursor at) {
        byte[] value = at.rows.value();
        if (!at.noncurrent) {
            ObjectRow row = ObjectRow.decode(value);
            add(row.sequence(), row.token(), listed(key, row, null));
            return;
        }
        switch (VersionRow.decode(value)) {
            case VersionRow.Noncurrent old -> {
                ObjectRow row = old.object();
                add(row.sequence(), row.token(), listed(key, row, old.noncurrentSince()));
            }
            case VersionRow.Marker marker ->
                    add(marker.sequence(), marker.token(), listed(key, marker));
        }
    }

    private void add(long sequence, long token, ListedVersion version) {
        versions.add(version);
        lastKey = version.key().value();
        lastVersionId = VersionIds.encode(sequence, token);
    }

    private static ListedVersion listed(
            ObjectKey key, ObjectRow row, @Nullable Instant noncurrentSince) {
        return new ListedVersion(
                key,
                row.versionId(),
                noncurrentSince == null,
                row.lastModified(),
                row.object().owner(),
                noncurrentSince,
                row.toListed(key));
    }

    private static ListedVersion listed(ObjectKey key, VersionRow.Marker marker) {
        return new ListedVersion(
                key,
                marker.versionId(),
                marker.noncurrentSince() == null,
                marker.lastModified(),
                marker.owner(),
                marker.noncurrentSince(),
                null);
    }

    /** A walk with the key that it stands at; null at its end. */
    private static final class Cursor implements Closeable {
        private final RowScan rows;
        private final boolean noncurrent;
        private @Nullable ObjectKey key;

        Cursor(RowScan rows, boolean noncurrent) {
            this.rows = rows;
            this.noncurrent = noncurrent;
        }

        void advance() {
            if (!rows.next()) {
                key = null;
            } else {
                key =
                        noncurrent
                                ? KeyRows.suffixedKey(rows.key())
                                : KeyRows.objectKey(rows.key());
            }
        }

        void skipTo(byte[] row) {
            if (key != null) {
                rows.skipTo(row);
                advance();
            }
        }

        boolean isAt(@Nullable String text) {
            return key != null && key.value().equals(text);
        }

        /** The current version of a key is listed before the others. */
        boolean isAtOrBefore(Cursor other) {
            return key != null && (other.key == null || key.compareTo(other.key) <= 0);
        }

        long sequence() {
            return ObjectRow.decode(rows.value()).sequence();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}

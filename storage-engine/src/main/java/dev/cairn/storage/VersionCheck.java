package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.NewestRow;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.ObjectKey;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the noncurrent versions of a space: each key that has some has a row that names the newest
 * and the null version among them, they are older than the current version, and without a current
 * version the newest is a delete marker. Part of {@link StoreCheck}.
 */
final class VersionCheck {
    private final Catalog catalog;
    private final long space;
    private final BiConsumer<ObjectKey, ObjectRow> versions;
    private final BiConsumer<String, String> findings;
    private long bytes;
    private long count;
    private long keys;

    /**
     * A check.
     *
     * @param versions hears of every version
     * @param findings hears of what is wrong: kind and detail
     */
    VersionCheck(
            Catalog catalog,
            long space,
            BiConsumer<ObjectKey, ObjectRow> versions,
            BiConsumer<String, String> findings) {
        this.catalog = catalog;
        this.space = space;
        this.versions = versions;
        this.findings = findings;
    }

    /** Of all noncurrent versions. */
    long bytes() {
        return bytes;
    }

    /** Of all noncurrent versions and delete markers. */
    long count() {
        return count;
    }

    void run() {
        try (RowScan rows = catalog.scan(KeyRows.versions(space, ""))) {
            Chain chain = null;
            while (rows.next()) {
                ObjectKey key = KeyRows.suffixedKey(rows.key());
                VersionRow row = VersionRow.decode(rows.value());
                if (chain == null || !chain.key.equals(key)) {
                    finish(chain);
                    chain = new Chain(key);
                }
                if (row.sequence() != KeyRows.versionSequence(rows.key())) {
                    findings.accept("version-number", key.value());
                }
                chain.take(row);
            }
            finish(chain);
        }
        long named = 0;
        try (RowScan rows = catalog.scan(KeyRows.newest(space))) {
            while (rows.next()) {
                named++;
            }
        }
        if (named != keys) {
            findings.accept("newest-of-nothing", named + " rows for " + keys + " keys");
        }
    }

    private void finish(@Nullable Chain chain) {
        if (chain != null) {
            keys++;
            chain.finish();
        }
    }

    /** The noncurrent versions of one key, newest first. */
    private final class Chain {
        private final ObjectKey key;
        private final @Nullable ObjectRow current;
        private final @Nullable NewestRow newest;
        private @Nullable VersionRow first;
        private @Nullable Long nullVersion;

        Chain(ObjectKey key) {
            this.key = key;
            KeyRows rows = new KeyRows(space, key);
            current = ObjectRow.decodeIfPresent(catalog.get(rows.object()));
            newest = NewestRow.decodeIfPresent(catalog.get(rows.newest()));
        }

        void take(VersionRow row) {
            bytes += row.sizeBytes();
            count++;
            if (row.nullVersion()) {
                if (nullVersion != null || (current != null && current.nullVersion())) {
                    findings.accept("two-null-versions", key.value());
                }
                nullVersion = row.sequence();
            }
            switch (row) {
                case VersionRow.Noncurrent version -> versions.accept(key, version.object());
                case VersionRow.Marker marker -> {
                    boolean isNewest = first == null && current == null;
                    if (isNewest != (marker.noncurrentSince() == null)) {
                        findings.accept("noncurrent-since", key.value());
                    }
                }
            }
            first = first == null ? row : first;
        }

        void finish() {
            VersionRow top = first;
            if (top == null) {
                return;
            }
            if (!new NewestRow(top.sequence(), nullVersion).equals(newest)) {
                findings.accept("newest", key + " has " + newest);
            }
            if (current == null && top instanceof VersionRow.Noncurrent) {
                findings.accept("no-current-version", key.value());
            }
            if (current != null && current.sequence() <= top.sequence()) {
                findings.accept("order-of-versions", key.value());
            }
        }
    }
}

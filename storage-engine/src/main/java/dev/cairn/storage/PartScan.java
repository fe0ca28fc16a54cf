package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.RowScan;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** The parts of a body by number, read one at a time. */
final class PartScan implements Closeable {
    private final RowScan rows;

    PartScan(Catalog catalog, KeyRows key, String bodyId, int after) {
        rows = catalog.scan(key.partsAfter(bodyId, after));
    }

    /** The next part; null behind the last. */
    @Nullable
    PartRow next() {
        if (!rows.next()) {
            return null;
        }
        return PartRow.decode(KeyRows.partNumber(rows.key()), rows.value());
    }

    @Override
    public void close() {
        rows.close();
    }
}

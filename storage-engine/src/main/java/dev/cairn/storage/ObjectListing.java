package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of current objects: one walk over {@code o} rows, which steps over all keys of a common
 * prefix at once.
 */
final class ObjectListing {
    private ObjectListing() {}

    static ObjectPage page(Catalog catalog, long space, ListQuery query) {
        List<ListedObject> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = query.after();
        if (query.limit() == 0) {
            return new ObjectPage(objects, prefixes, null);
        }
        try (RowScan rows = catalog.scan(KeyRows.objects(space, query.prefix(), last))) {
            while (rows.next()) {
                ObjectKey key = KeyRows.objectKey(rows.key());
                String common = commonPrefix(key.value(), query.prefix(), query.delimiter());
                boolean stepOver = common != null && last != null && last.startsWith(common);
                if (!stepOver) {
                    if (objects.size() + prefixes.size() == query.limit()) {
                        return new ObjectPage(objects, prefixes, last);
                    }
                    if (common == null) {
                        objects.add(ObjectRow.listed(key, rows.value()));
                        last = key.value();
                    } else {
                        prefixes.add(common);
                        last = common;
                    }
                }
                if (common != null) {
                    rows.skipTo(KeyRows.objectsBehindPrefix(space, common));
                }
            }
        }
        return new ObjectPage(objects, prefixes, null);
    }

    /** What the key rolls up into; null when it is listed itself. */
    static @Nullable String commonPrefix(String key, String prefix, @Nullable String delimiter) {
        if (delimiter == null) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}

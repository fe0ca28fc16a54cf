package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of open uploads: by key, and for one key by initiation, as the rows lie. */
final class UploadListing {
    private UploadListing() {}

    static UploadPage page(Catalog catalog, long space, UploadQuery query) {
        List<Upload> uploads = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String lastKey = query.afterKey();
        String lastUploadId = null;
        if (query.limit() == 0) {
            return new UploadPage(uploads, prefixes, null, null);
        }
        try (RowScan rows = catalog.scan(start(space, query))) {
            while (rows.next()) {
                ObjectKey key = KeyRows.suffixedKey(rows.key());
                String common =
                        ObjectListing.commonPrefix(
                                key.value(), query.prefix(), query.delimiter());
                boolean stepOver =
                        common != null && lastKey != null && lastKey.startsWith(common);
                if (!stepOver) {
                    if (uploads.size() + prefixes.size() == query.limit()) {
                        return new UploadPage(uploads, prefixes, lastKey, lastUploadId);
                    }
                    if (common == null) {
                        lastKey = key.value();
                        lastUploadId = KeyRows.suffix(rows.key());
                        uploads.add(UploadRow.decode(rows.value()).toUpload(key, lastUploadId));
                    } else {
                        prefixes.add(common);
                        lastKey = common;
                        lastUploadId = null;
                    }
                }
                if (common != null) {
                    rows.skipTo(KeyRows.uploadsBehindPrefix(space, common));
                }
            }
        }
        return new UploadPage(uploads, prefixes, null, null);
    }

    private static RowRange start(long space, UploadQuery query) {
        RowRange all = KeyRows.uploads(space, query.prefix());
        byte[] behind = behindMarkers(space, query.afterKey(), query.afterUploadId());
        if (behind == null || Arrays.compareUnsigned(behind, all.from()) <= 0) {
            return all;
        }
        // A marker behind the prefix leaves an empty range, not one that runs backwards.
        boolean beyond = Arrays.compareUnsigned(behind, all.to()) > 0;
        return all.startingAt(beyond ? all.to() : behind);
    }

    private static byte @Nullable [] behindMarkers(
            long space, @Nullable String afterKey, @Nullable String afterUploadId) {
        if (afterKey == null || afterKey.isEmpty()) {
            return null;
        }
        return afterUploadId == null
                ? KeyRows.uploadsBehindKey(space, afterKey)
                : KeyRows.behindUpload(space, afterKey, afterUploadId);
    }
}

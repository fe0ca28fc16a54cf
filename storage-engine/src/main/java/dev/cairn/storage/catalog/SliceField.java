package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.Slice;

/** How a slice stands in a row. */
final class SliceField {
    private SliceField() {}

    static void write(RowWriter row, Slice slice) {
        row.number(slice.blob().number()).number(slice.offset()).number(slice.length());
    }

    static Slice read(RowReader row) {
        return new Slice(new BlobId(row.number()), row.number(), row.number());
    }
}

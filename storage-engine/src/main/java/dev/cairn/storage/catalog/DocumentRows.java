package dev.cairn.storage.catalog;

import dev.cairn.storage.model.DocumentKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one bucket's documents: one group. A document is a header as page 0, small, so that
 * asking for its version costs little, and its bytes in the pages behind it.
 */
public final class DocumentRows {
    private static final int HEAD = Long.BYTES + 1;

    private final long space;
    private final Group group;

    public DocumentRows(long space) {
        this.space = space;
        this.group = new Group(space, new byte[] {Table.DOCUMENT.letter()});
    }

    public Group group() {
        return group;
    }

    public RowKey header(DocumentKind kind) {
        return page(kind, 0);
    }

    /** Pages from 1 to the last. */
    public List<RowKey> pages(DocumentKind kind, int count) {
        List<RowKey> pages = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            pages.add(page(kind, number));
        }
        return pages;
    }

    /** All pages of all documents. */
    public RowRange all() {
        byte[] from = start(0).array();
        byte[] to = from.clone();
        to[to.length - 1]++;
        return new RowRange(from, to);
    }

    /** The row with these bytes as key, as a scan of {@link #all} came by it. */
    public RowKey row(byte[] key) {
        return new RowKey(group, key);
    }

    /** The kind of document in a row's key, as it is on disk. */
    public static String kind(byte[] row) {
        int length = row.length - HEAD - 1 - Short.BYTES;
        return new String(row, HEAD, length, StandardCharsets.US_ASCII);
    }

    /** The page number in a row's key. */
    public static int pageNumber(byte[] row) {
        return ByteBuffer.wrap(row).getShort(row.length - Short.BYTES);
    }

    private RowKey page(DocumentKind kind, int number) {
        byte[] name = kind.code().getBytes(StandardCharsets.US_ASCII);
        byte[] row =
                start(name.length + 1 + Short.BYTES)
                        .put(name)
                        .put(KeyEscape.SEPARATOR)
                        .putShort((short) number)
                        .array();
        return new RowKey(group, row);
    }

    private ByteBuffer start(int room) {
        return ByteBuffer.allocate(HEAD + room).putLong(space).put(Table.DOCUMENT.letter());
    }
}

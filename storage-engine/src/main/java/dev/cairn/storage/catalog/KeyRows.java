package dev.cairn.storage.catalog;

import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows of one object key in one space: one group. */
public final class KeyRows {
    private static final int HEAD = Long.BYTES + 1;

    private final long space;
    private final ObjectKey key;
    private final byte[] escaped;
    private final Group group;

    public KeyRows(long space, ObjectKey key) {
        this.space = space;
        this.key = key;
        this.escaped = KeyEscape.escape(key.value());
        this.group = new Group(space, escaped);
    }

    public long space() {
        return space;
    }

    public ObjectKey key() {
        return key;
    }

    public Group group() {
        return group;
    }

    public RowKey object() {
        return new RowKey(group, start(space, Table.OBJECT, escaped, 0));
    }

    public RowKey upload(String uploadId) {
        return row(Table.UPLOAD, uploadId);
    }

    public RowKey partToken(String uploadId) {
        return row(Table.PART_TOKEN, uploadId);
    }

    public RowKey receipt(String uploadId) {
        return row(Table.RECEIPT, uploadId);
    }

    /**
     * A part of a body.
     *
     * @param number 0 for the layout
     */
    public RowKey part(String bodyId, int number) {
        return new RowKey(group, partRow(bodyId, number));
    }

    /** The parts of a body behind a number; 0 leaves the layout out. */
    public RowRange partsAfter(String bodyId, int number) {
        int first = Math.min(number, Part.NUMBER_MAX) + 1;
        return new RowRange(partRow(bodyId, first), partRow(bodyId, -1));
    }

    /** The number in the key of a part row. */
    public static int partNumber(byte[] row) {
        return ByteBuffer.wrap(row).getShort(row.length - Short.BYTES);
    }

    /** All current versions of a space from a key on. */
    public static RowRange objects(long space, String prefix, @Nullable String after) {
        return range(space, Table.OBJECT, prefix, after);
    }

    /** All open uploads of a space whose key begins with the prefix. */
    public static RowRange uploads(long space, String prefix) {
        return range(space, Table.UPLOAD, prefix, null);
    }

    /** All receipts of a space. */
    public static RowRange receipts(long space) {
        return range(space, Table.RECEIPT, "", null);
    }

    /** The start of the rows behind all uploads of a key; any text, also one that is no key. */
    public static byte[] uploadsBehindKey(long space, String key) {
        byte[] start = start(space, Table.UPLOAD, KeyEscape.escape(key), 1);
        start[start.length - 1] = KeyEscape.SEPARATOR + 1;
        return start;
    }

    /** The start of the rows behind one upload; any texts, also such as name no upload. */
    public static byte[] behindUpload(long space, String key, String uploadId) {
        byte[] escaped = KeyEscape.escape(key);
        byte[] id = uploadId.getBytes(StandardCharsets.UTF_8);
        byte[] start = start(space, Table.UPLOAD, escaped, 2 + id.length);
        start[HEAD + escaped.length] = KeyEscape.SEPARATOR;
        System.arraycopy(id, 0, start, HEAD + escaped.length + 1, id.length);
        return start;
    }

    /** The start of the rows whose key does not begin with the prefix any more. */
    public static byte[] objectsBehindPrefix(long space, String prefix) {
        return behindPrefix(start(space, Table.OBJECT, KeyEscape.escape(prefix), 0));
    }

    /** The same for uploads. */
    public static byte[] uploadsBehindPrefix(long space, String prefix) {
        return behindPrefix(start(space, Table.UPLOAD, KeyEscape.escape(prefix), 0));
    }

    /** The key in the row of a current version. */
    public static ObjectKey objectKey(byte[] row) {
        return KeyEscape.unescape(row, HEAD, row.length);
    }

    /** The key in a row that has a suffix. */
    public static ObjectKey suffixedKey(byte[] row) {
        return KeyEscape.unescape(row, HEAD, KeyEscape.end(row, HEAD));
    }

    /** The upload id in the row of an upload or a receipt. */
    public static String suffix(byte[] row) {
        int from = KeyEscape.end(row, HEAD) + 1;
        return new String(row, from, row.length - from, StandardCharsets.US_ASCII);
    }

    private static RowRange range(long space, Table table, String prefix, @Nullable String after) {
        byte[] from = start(space, table, KeyEscape.escape(prefix), 0);
        byte[] to = behindPrefix(from);
        if (after != null) {
            byte[] behind = start(space, table, KeyEscape.escape(after), 1);
            // One zero byte behind the row of the key itself: the first row that is not it.
            if (Arrays.compareUnsigned(behind, from) > 0) {
                // A marker behind the prefix leaves an empty range, not one that runs backwards.
                from = Arrays.compareUnsigned(behind, to) > 0 ? to : behind;
            }
        }
        return new RowRange(from, to);
    }

    private static byte[] behindPrefix(byte[] prefix) {
        byte[] behind = prefix.clone();
        // Never 0xff: the last byte is a table's letter or a byte of UTF-8.
        behind[behind.length - 1]++;
        return behind;
    }

    private static byte[] start(long space, Table table, byte[] escaped, int room) {
        return ByteBuffer.allocate(HEAD + escaped.length + room)
                .putLong(space)
                .put(table.letter())
                .put(escaped)
                .array();
    }

    private RowKey row(Table table, String suffix) {
        byte[] bytes = suffix.getBytes(StandardCharsets.US_ASCII);
        byte[] row = start(space, table, escaped, 1 + bytes.length);
        row[HEAD + escaped.length] = KeyEscape.SEPARATOR;
        System.arraycopy(bytes, 0, row, HEAD + escaped.length + 1, bytes.length);
        return new RowKey(group, row);
    }

    private byte[] partRow(String bodyId, int number) {
        byte[] body = bodyId.getBytes(StandardCharsets.US_ASCII);
        byte[] row = start(space, Table.PART, escaped, 2 + body.length + Short.BYTES);
        ByteBuffer.wrap(row)
                .position(HEAD + escaped.length)
                .put(KeyEscape.SEPARATOR)
                .put(body)
                .put(KeyEscape.SEPARATOR)
                .putShort((short) number);
        return row;
    }
}

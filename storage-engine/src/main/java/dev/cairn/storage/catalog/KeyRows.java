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

    /** A noncurrent version or a delete marker. */
    public RowKey version(long sequence) {
        byte[] row = start(space, Table.VERSION, escaped, 1 + Long.BYTES);
        ByteBuffer.wrap(row)
                .position(HEAD + escaped.length)
                .put(KeyEscape.SEPARATOR)
                .putLong(~sequence);
        return new RowKey(group, row);
    }

    /** Which of the noncurrent versions is the newest. */
    public RowKey newest() {
        return new RowKey(group, start(space, Table.NEWEST, escaped, 0));
    }

    /** The noncurrent versions and delete markers older than a sequence number, newest first. */
    public RowRange versionsBelow(long sequence) {
        return new RowRange(version(sequence - 1).bytes(), versionsBehindKey(space, key.value()));
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

    /** The same from a key on, which may be any text. */
    public static RowRange objectsFrom(long space, String prefix, @Nullable String key) {
        RowRange all = objects(space, prefix, null);
        return key == null
                ? all
                : from(all, start(space, Table.OBJECT, KeyEscape.escape(key), 0));
    }

    /**
     * Noncurrent versions and delete markers of a space whose key begins with the prefix.
     *
     * @param key exclusive start, any text; null from the first key on
     * @param below versions of that key with smaller sequence numbers follow; 0: none of them
     */
    public static RowRange versions(
            long space, String prefix, @Nullable String key, long below) {
        RowRange all = versions(space, prefix);
        if (key == null) {
            return all;
        }
        if (below == 0) {
            return from(all, versionsBehindKey(space, key));
        }
        byte[] escaped = KeyEscape.escape(key);
        byte[] start = start(space, Table.VERSION, escaped, 1 + Long.BYTES);
        ByteBuffer.wrap(start)
                .position(HEAD + escaped.length)
                .put(KeyEscape.SEPARATOR)
                .putLong(~(below - 1));
        return from(all, start);
    }

    /** All noncurrent versions and delete markers of a space whose key begins with the prefix. */
    public static RowRange versions(long space, String prefix) {
        return range(space, Table.VERSION, prefix, null);
    }

    /** The rows of a space that name the newest of the noncurrent versions of a key. */
    public static RowRange newest(long space) {
        return range(space, Table.NEWEST, "", null);
    }

    /** The sequence number in the row of a noncurrent version or delete marker. */
    public static long versionSequence(byte[] row) {
        return ~ByteBuffer.wrap(row).getLong(row.length - Long.BYTES);
    }

    /** The start of the rows behind all noncurrent versions of a key; any text. */
    public static byte[] versionsBehindKey(long space, String key) {
        return behindKey(space, Table.VERSION, key);
    }

    /** The same as {@link #objectsBehindPrefix} for noncurrent versions. */
    public static byte[] versionsBehindPrefix(long space, String prefix) {
        return behindPrefix(start(space, Table.VERSION, KeyEscape.escape(prefix), 0));
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
        return behindKey(space, Table.UPLOAD, key);
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
        RowRange all = new RowRange(from, behindPrefix(from));
        // One zero byte behind the row of the key itself: the first row that is not it.
        return after == null
                ? all
                : from(all, start(space, table, KeyEscape.escape(after), 1));
    }

    /** The rest of a range. */
    private static RowRange from(RowRange all, byte[] start) {
        if (Arrays.compareUnsigned(start, all.from()) <= 0) {
            return all;
        }
        // A marker behind the prefix leaves an empty range, not one that runs backwards.
        boolean beyond = Arrays.compareUnsigned(start, all.to()) > 0;
        return all.startingAt(beyond ? all.to() : start);
    }

    private static byte[] behindKey(long space, Table table, String key) {
        byte[] start = start(space, table, KeyEscape.escape(key), 1);
        start[start.length - 1] = KeyEscape.SEPARATOR + 1;
        return start;
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

package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.model.BucketName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows that belong to no object key: buckets, spaces, totals, queues, private rows. */
public final class SystemRows {
    /** The space of system records; no bucket has it. */
    public static final long SYSTEM = 0;

    /** Bytes of a key before what the table says. */
    static final int HEAD = Long.BYTES + 1;

    private SystemRows() {}

    public static RowKey bucket(BucketName name) {
        return record(Table.BUCKET, name.value().getBytes(StandardCharsets.US_ASCII));
    }

    public static RowKey space(long space) {
        return record(Table.SPACE, number(space));
    }

    /** Buckets by name, behind a name if one is given. */
    public static RowRange buckets(String prefix, @Nullable String after) {
        byte[] from = key(Table.BUCKET, prefix.getBytes(StandardCharsets.UTF_8));
        byte[] to = from.clone();
        to[to.length - 1]++;
        if (after != null) {
            byte[] name = after.getBytes(StandardCharsets.UTF_8);
            byte[] behind = key(Table.BUCKET, Arrays.copyOf(name, name.length + 1));
            if (Arrays.compareUnsigned(behind, from) > 0) {
                from = behind;
            }
        }
        return new RowRange(from, to);
    }

    /** The name in the row of a bucket. */
    public static BucketName bucketName(byte[] row) {
        return new BucketName(new String(row, HEAD, row.length - HEAD, StandardCharsets.US_ASCII));
    }

    public static RowRange spaces() {
        return table(Table.SPACE);
    }

    /** Spaces from one on. */
    public static RowRange spaces(long from) {
        return spaces().startingAt(space(from).bytes());
    }

    /** The id in the row of a space. */
    public static long spaceId(byte[] row) {
        return ByteBuffer.wrap(row).getLong(HEAD);
    }

    /** Totals of one class of a space, or of the store. */
    public static RowKey total(long space, Total total) {
        return effect(
                Table.TOTAL,
                ByteBuffer.allocate(HEAD).putLong(space).put((byte) total.code()).array());
    }

    static RowRange totals() {
        return table(Table.TOTAL);
    }

    /** An entry of a queue. */
    static RowKey queued(QueueEntry.Kind kind, long sequence) {
        return effect(
                Table.QUEUE,
                ByteBuffer.allocate(HEAD).put((byte) kind.code()).putLong(sequence).array());
    }

    /** The entries of one kind behind a sequence number, in their order. */
    static RowRange queue(QueueEntry.Kind kind, long after) {
        byte[] from = queued(kind, after + 1).bytes();
        byte[] to = queued(kind, -1).bytes();
        return new RowRange(from, to);
    }

    static long queueSequence(byte[] row) {
        return ByteBuffer.wrap(row).getLong(HEAD + 1);
    }

    static RowKey location(BlobId blob) {
        return effect(Table.LOCATION, number(blob.number()));
    }

    static RowRange locations() {
        return table(Table.LOCATION);
    }

    /** Reserved blob numbers, sequence numbers and the last clock stamp. */
    static RowKey numbers(String name) {
        return effect(Table.NUMBERS, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** What a background job keeps. */
    static RowKey job(String name) {
        return effect(Table.JOB, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static RowRange table(Table table) {
        byte[] from = key(table, new byte[0]);
        byte[] to = from.clone();
        to[to.length - 1]++;
        return new RowRange(from, to);
    }

    private static RowKey record(Table table, byte[] name) {
        byte[] key = key(table, name);
        return new RowKey(new Group(SYSTEM, key), key);
    }

    private static RowKey effect(Table table, byte[] name) {
        return new RowKey(Group.PRIVATE, key(table, name));
    }

    private static byte[] key(Table table, byte[] name) {
        return ByteBuffer.allocate(HEAD + name.length)
                .putLong(SYSTEM)
                .put(table.letter())
                .put(name)
                .array();
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}

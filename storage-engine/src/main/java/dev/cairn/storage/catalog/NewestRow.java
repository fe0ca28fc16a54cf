package dev.cairn.storage.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The value of an {@code n} row, which a key has while it has {@code v} rows. Every put and delete of
 * a bucket that ever had versioning is guarded by it.
 *
 * @param newest sequence number of the newest {@code v} row
 * @param nullVersion sequence number of the null version or null marker among the {@code v} rows;
 *     null where there is none
 */
public record NewestRow(long newest, @Nullable Long nullVersion) {
    private static final int VERSION = 1;

    public byte[] encode() {
        RowWriter row = new RowWriter(VERSION).number(newest);
        // No version has the number 0.
        return row.number(nullVersion == null ? 0 : nullVersion).toBytes();
    }

    public static NewestRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        long newest = row.number();
        long nullVersion = row.number();
        return new NewestRow(newest, nullVersion == 0 ? null : nullVersion);
    }

    /** The row; null where there is none. */
    public static @Nullable NewestRow decodeIfPresent(byte @Nullable [] value) {
        return value == null ? null : decode(value);
    }
}

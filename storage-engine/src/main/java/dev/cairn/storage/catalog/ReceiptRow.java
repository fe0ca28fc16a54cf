package dev.cairn.storage.catalog;

import java.time.Instant;

/**
 * The value of a {@code c} row: what CompleteMultipartUpload answered, for those who ask again.
 *
 * @param digest of the request
 * @param object the row of the version that it made
 * @param until when the receipt may be forgotten
 */
public record ReceiptRow(byte[] digest, ObjectRow object, Instant until) {
    private static final int VERSION = 1;

    public byte[] encode() {
        return new RowWriter(VERSION)
                .bytes(digest)
                .number(until.toEpochMilli())
                .bytes(object.encode())
                .toBytes();
    }

    public static ReceiptRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        byte[] digest = row.bytes();
        Instant until = Instant.ofEpochMilli(row.number());
        return new ReceiptRow(digest, ObjectRow.decode(row.bytes()), until);
    }
}

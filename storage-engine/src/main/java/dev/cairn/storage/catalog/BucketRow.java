package dev.cairn.storage.catalog;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import java.time.Instant;

/** The value of a {@code B} row: which space a bucket's name stands for. */
public record BucketRow(long space, long token, String owner, Instant created, String region) {
    private static final int VERSION = 1;

    public byte[] encode() {
        return new RowWriter(VERSION)
                .number(space)
                .fixed(token)
                .text(owner)
                .number(created.toEpochMilli())
                .text(region)
                .toBytes();
    }

    public static BucketRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return new BucketRow(
                row.number(),
                row.fixed(),
                row.text(),
                Instant.ofEpochMilli(row.number()),
                row.text());
    }

    public Bucket toBucket(BucketName name) {
        return new Bucket(name, space, owner, created, region);
    }
}

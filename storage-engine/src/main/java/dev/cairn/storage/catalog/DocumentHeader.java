package dev.cairn.storage.catalog;

/**
 * Page 0 of a document in the {@code D} rows.
 *
 * @param version never 0, never used for another document
 * @param pages how many follow
 */
public record DocumentHeader(long version, long sizeBytes, int pages) {
    private static final int VERSION = 1;

    public byte[] encode() {
        return new RowWriter(VERSION).number(version).number(sizeBytes).number(pages).toBytes();
    }

    public static DocumentHeader decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return new DocumentHeader(row.number(), row.number(), row.smallNumber());
    }
}

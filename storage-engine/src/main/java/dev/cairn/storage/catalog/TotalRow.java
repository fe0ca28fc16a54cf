package dev.cairn.storage.catalog;

/** The value of an {@code a} row: absolute bytes and count. */
final class TotalRow {
    private static final int VERSION = 1;

    private TotalRow() {}

    static byte[] encode(Totals.Amount amount) {
        return new RowWriter(VERSION).fixed(amount.bytes()).fixed(amount.count()).toBytes();
    }

    static Totals.Amount decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return new Totals.Amount(row.fixed(), row.fixed());
    }
}

package dev.cairn.storage.catalog;

/**
 * How far the folding of hours into days has come.
 *
 * @param doneMillis all rows of hours before this are folded
 * @param targetMillis those before this are being folded
 * @param space up to this one they are
 */
public record FoldingPlace(long doneMillis, long targetMillis, long space) {
    private static final int VERSION = 1;

    public byte[] encode() {
        return new RowWriter(VERSION)
                .number(doneMillis)
                .number(targetMillis)
                .number(space)
                .toBytes();
    }

    public static FoldingPlace decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return new FoldingPlace(row.number(), row.number(), row.number());
    }

    public FoldingPlace behind(long other) {
        return new FoldingPlace(doneMillis, targetMillis, other);
    }

    public boolean isDone() {
        return doneMillis == targetMillis;
    }
}

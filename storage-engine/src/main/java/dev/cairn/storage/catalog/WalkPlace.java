package dev.cairn.storage.catalog;

import java.util.Arrays;

/**
 * Where a walk over the rows of all spaces goes on.
 *
 * @param stage which of its kinds of rows
 * @param behind the last row that it has taken up; empty before the first
 */
public record WalkPlace(long space, int stage, byte[] behind) {
    private static final int VERSION = 1;
    private static final byte[] NO_ROW = {};

    /** The start of a space. */
    public static WalkPlace of(long space) {
        return new WalkPlace(space, 0, NO_ROW);
    }

    public byte[] encode() {
        return new RowWriter(VERSION).number(space).u8(stage).raw(behind).toBytes();
    }

    /** A place that was encoded, or of no bytes the very first one. */
    public static WalkPlace decode(byte[] value) {
        if (value.length == 0) {
            return of(0);
        }
        RowReader row = new RowReader(value, VERSION);
        return new WalkPlace(row.number(), row.u8(), row.rest());
    }

    public WalkPlace behind(byte[] row) {
        return new WalkPlace(space, stage, row);
    }

    public WalkPlace nextStage() {
        return new WalkPlace(space, stage + 1, NO_ROW);
    }

    /** What is left of a range. */
    public RowRange rest(RowRange range) {
        return behind.length == 0
                ? range
                : range.startingAt(Arrays.copyOf(behind, behind.length + 1));
    }
}

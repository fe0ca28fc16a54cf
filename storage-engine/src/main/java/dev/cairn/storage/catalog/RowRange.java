package dev.cairn.storage.catalog;

/**
 * A range of rows.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record RowRange(byte[] from, byte[] to) {
    /** The same range from a later start. */
    public RowRange startingAt(byte[] start) {
        return new RowRange(start, to);
    }
}

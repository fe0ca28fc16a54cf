package dev.cairn.storage.catalog;

import java.io.Closeable;

/** A walk over a range of rows in byte order, as of one instant. */
public interface RowScan extends Closeable {
    /** Moves to the next row; false at the end. */
    boolean next();

    /** The key of the row that {@link #next} moved to. */
    byte[] key();

    byte[] value();

    /** The next row will be the first one at or behind this key. */
    void skipTo(byte[] key);

    @Override
    void close();
}

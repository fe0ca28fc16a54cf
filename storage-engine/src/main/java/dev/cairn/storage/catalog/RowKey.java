package dev.cairn.storage.catalog;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of a row and the group it changes with. Rows are ordered by their bytes: space (8 bytes),
 * table (1 byte), escaped key, separator, suffix.
 */
public final class RowKey implements Comparable<RowKey> {
    private final byte[] bytes;
    private final Group group;
    private final int hash;

    RowKey(Group group, byte[] bytes) {
        this.group = group;
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** The group that it changes with. */
    public Group group() {
        return group;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(RowKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return (char) bytes[Long.BYTES] + ":" + HexFormat.of().formatHex(bytes);
    }
}

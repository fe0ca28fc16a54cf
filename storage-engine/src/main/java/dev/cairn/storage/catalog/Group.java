package dev.cairn.storage.catalog;

import java.util.Arrays;

/**
 * The rows that one batch may change together: everything of one object key in one space, one
 * bucket's documents, or one system record.
 */
public final class Group {
    /** Rows of the embedded engine's own, which ride in any batch. */
    static final Group PRIVATE = new Group(-1, new byte[0]);

    private final long space;
    private final byte[] name;

    Group(long space, byte[] name) {
        this.space = space;
        this.name = name;
    }

    /** The space; 0 for system records. */
    public long space() {
        return space;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Group group
                && space == group.space
                && Arrays.equals(name, group.name);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(space) * 31 + Arrays.hashCode(name);
    }
}

package dev.cairn.storage;

import java.nio.ByteBuffer;

/** Values of the row that every part commit of an upload overwrites. */
final class PartTokens {
    /** Before the first part. */
    static final byte[] NONE = new byte[Long.BYTES];

    private PartTokens() {}

    static byte[] of(long random) {
        return ByteBuffer.allocate(Long.BYTES).putLong(random).array();
    }
}

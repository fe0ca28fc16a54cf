package dev.cairn.storage.catalog;

import java.nio.ByteBuffer;

/** Version ids: base32 of the sequence number and 64 random bits. */
final class VersionIds {
    private VersionIds() {}

    static String encode(long sequence, long token) {
        return Base32.encode(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(sequence).putLong(token).array());
    }
}

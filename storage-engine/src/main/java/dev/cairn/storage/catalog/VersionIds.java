package dev.cairn.storage.catalog;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Version ids: base32 of the sequence number and 64 random bits, so that an id leads to its row and
 * cannot be guessed; the word {@code null} for null versions.
 */
public final class VersionIds {
    /** The id of the null version of any key. */
    public static final String NULL = "null";

    private static final int BYTES = 2 * Long.BYTES;

    private VersionIds() {}

    /** What an id says; a row must have the same token to be meant. */
    public record Parts(long sequence, long token) {}

    /** The id of a version. */
    public static String of(long sequence, long token, boolean nullVersion) {
        return nullVersion ? NULL : encode(sequence, token);
    }

    public static String encode(long sequence, long token) {
        return Base32.encode(ByteBuffer.allocate(BYTES).putLong(sequence).putLong(token).array());
    }

    /** Empty for what is not an id of ours, also for the null version's. */
    public static Optional<Parts> decode(String versionId) {
        return Base32.decode(versionId, BYTES)
                .map(ByteBuffer::wrap)
                .map(bytes -> new Parts(bytes.getLong(), bytes.getLong()))
                .filter(parts -> parts.sequence() > 0);
    }
}

package dev.cairn.storage.catalog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Upload ids: base32 of the milliseconds of initiation (6 bytes) and 128 random bits, so that the
 * order of rows is the order of listings.
 */
public final class UploadIds {
    private static final int BYTES = 22;
    private static final int TIME_BYTES = 6;

    private UploadIds() {}

    /**
     * A new id.
     *
     * @param random must not be predictable
     */
    public static String create(Instant initiated, RandomGenerator random) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putShort((short) (initiated.toEpochMilli() >>> 32));
        bytes.putInt((int) initiated.toEpochMilli());
        bytes.putLong(random.nextLong()).putLong(random.nextLong());
        return Base32.encode(bytes.array());
    }

    /** When the upload was initiated; empty for what is not an id of ours. */
    public static Optional<Instant> initiated(String uploadId) {
        return Base32.decode(uploadId, BYTES)
                .map(
                        bytes -> {
                            ByteBuffer time = ByteBuffer.allocate(Long.BYTES);
                            time.putShort((short) 0).put(bytes, 0, TIME_BYTES);
                            return Instant.ofEpochMilli(time.getLong(0));
                        });
    }
}

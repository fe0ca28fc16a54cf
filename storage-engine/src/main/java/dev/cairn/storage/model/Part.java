package dev.cairn.storage.model;

import java.time.Instant;

/**
 * A part that landed.
 *
 * @param number 1 to 10,000
 * @param checksum over the part's bytes
 * @param lastModified when it landed
 * @param supersededBytes bytes of earlier parts of the same number that this upload replaced
 */
public record Part(
        int number,
        long sizeBytes,
        byte[] md5,
        Checksum checksum,
        Instant lastModified,
        long supersededBytes) {
    public static final int NUMBER_MIN = 1;
    public static final int NUMBER_MAX = 10_000;

    /** Amazon S3 User Guide, "Amazon S3 multipart upload limits": 5 GiB. */
    public static final long BYTES_MAX = 5L << 30;

    /** Every part but the last has at least 5 MiB. */
    public static final long BYTES_MIN = 5L << 20;

    public ETag etag() {
        return ETag.ofMd5(md5);
    }
}

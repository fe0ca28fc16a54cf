package dev.cairn.s3.payload;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.Hashes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The digests of a payload while it passes by, in one go over each buffer. Nothing is computed
 * twice where the kept checksum is the one sent.
 */
final class RunningDigests {
    /** Small enough to stay in the cache of the processor from one digest to the next. */
    private static final int STRIDE_BYTES = 64 * 1024;

    private final MessageDigest md5 = Hashes.md5();
    private final @Nullable MessageDigest sha256;
    private final ChecksumAlgorithm keptAlgorithm;
    private final ChecksumAlgorithm sentAlgorithm;

    /** Null where it is the MD5, which is computed for the ETag anyway. */
    private final @Nullable ChecksumDigest kept;

    private final @Nullable ChecksumDigest sent;
    private long sizeBytes;

    /**
     * Begins.
     *
     * @param keptAlgorithm of the checksum that is stored
     * @param sentAlgorithm of the checksum that the client promised
     * @param withSha256 whether the client promised the hash of the body
     */
    RunningDigests(
            ChecksumAlgorithm keptAlgorithm,
            @Nullable ChecksumAlgorithm sentAlgorithm,
            boolean withSha256) {
        this.keptAlgorithm = keptAlgorithm;
        this.sentAlgorithm = sentAlgorithm == null ? keptAlgorithm : sentAlgorithm;
        kept = digestBesideMd5(keptAlgorithm);
        sent = this.sentAlgorithm == keptAlgorithm ? null : digestBesideMd5(this.sentAlgorithm);
        sha256 = withSha256 ? Hashes.sha256() : null;
    }

    void update(ByteBuffer bytes) {
        sizeBytes += bytes.remaining();
        int limit = bytes.limit();
        while (bytes.position() < limit) {
            int start = bytes.position();
            bytes.limit(Math.min(limit, start + STRIDE_BYTES));
            md5.update(bytes);
            if (kept != null) {
                kept.update(bytes.position(start));
            }
            if (sent != null) {
                sent.update(bytes.position(start));
            }
            if (sha256 != null) {
                sha256.update(bytes.position(start));
            }
        }
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Ends them all. */
    Ended end() {
        byte[] md5Value = md5.digest();
        byte[] keptValue = kept == null ? md5Value : kept.value();
        byte[] sentValue = sentAlgorithm == keptAlgorithm ? keptValue : md5Value;
        return new Ended(
                sizeBytes,
                md5Value,
                Checksum.of(keptAlgorithm, keptValue),
                sent == null ? sentValue : sent.value(),
                sha256 == null ? null : sha256.digest());
    }

    private static @Nullable ChecksumDigest digestBesideMd5(ChecksumAlgorithm algorithm) {
        return algorithm == ChecksumAlgorithm.MD5 ? null : ChecksumDigest.of(algorithm);
    }

    /**
     * The final values.
     *
     * @param sent of the algorithm that the client promised, if it did
     * @param sha256 null where it was not asked for
     */
    record Ended(
            long sizeBytes, byte[] md5, Checksum kept, byte[] sent, byte @Nullable [] sha256) {}
}

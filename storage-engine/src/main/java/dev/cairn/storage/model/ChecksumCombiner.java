package dev.cairn.storage.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Computes the checksum of a multipart object from those of its parts, given in the order of the
 * list of CompleteMultipartUpload. Used by one thread.
 *
 * <p>Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3", on full object and
 * composite checksums.
 */
public sealed interface ChecksumCombiner {
    /**
     * Begins without parts.
     *
     * @throws IllegalArgumentException where S3 knows no such type for the algorithm
     */
    static ChecksumCombiner of(ChecksumAlgorithm algorithm, ChecksumType type) {
        if (!algorithm.allows(type)) {
            throw new IllegalArgumentException(algorithm + " is never " + type);
        }
        return switch (type) {
            case COMPOSITE -> new Composite(algorithm);
            case FULL_OBJECT -> new FullObject(algorithm);
        };
    }

    /**
     * Appends a part.
     *
     * @param part over the bytes of the part
     * @throws IllegalArgumentException where it is of another algorithm
     */
    void add(Checksum part, long sizeBytes);

    /** The checksum of the object; to be asked for once, at the end. */
    Checksum result();

    /** The hash of the parts' raw checksums, with their number behind a dash. */
    final class Composite implements ChecksumCombiner {
        private final ChecksumAlgorithm algorithm;
        private final ChecksumDigest digest;
        private int count;

        private Composite(ChecksumAlgorithm algorithm) {
            this.algorithm = algorithm;
            digest = ChecksumDigest.of(algorithm);
        }

        @Override
        public void add(Checksum part, long sizeBytes) {
            digest.update(ByteBuffer.wrap(rawPart(part, algorithm)));
            count++;
        }

        @Override
        public Checksum result() {
            String value = Base64.getEncoder().encodeToString(digest.value());
            return new Checksum(algorithm, ChecksumType.COMPOSITE, value + "-" + count);
        }
    }

    /** The checksum of all bytes, as if they had come at once. */
    final class FullObject implements ChecksumCombiner {
        private final ChecksumAlgorithm algorithm;
        private final CrcCombiner crc;

        private FullObject(ChecksumAlgorithm algorithm) {
            this.algorithm = algorithm;
            crc = CrcCombiner.of(algorithm);
        }

        @Override
        public void add(Checksum part, long sizeBytes) {
            crc.add(new BigInteger(1, rawPart(part, algorithm)).longValue(), sizeBytes);
        }

        @Override
        public Checksum result() {
            byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(crc.result()).array();
            byte[] bytes = new byte[algorithm.bytes()];
            System.arraycopy(eight, eight.length - bytes.length, bytes, 0, bytes.length);
            return Checksum.of(algorithm, bytes);
        }
    }

    private static byte[] rawPart(Checksum part, ChecksumAlgorithm algorithm) {
        if (part.algorithm() != algorithm) {
            throw new IllegalArgumentException(part.algorithm() + " among " + algorithm);
        }
        return part.bytes();
    }
}

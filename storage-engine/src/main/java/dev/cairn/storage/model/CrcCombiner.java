package dev.cairn.storage.model;

/**
 * Computes the CRC of concatenated parts from the parts' CRCs and lengths, without their bytes.
 *
 * <p>A CRC is the remainder of the bits, read as a polynomial over GF(2), by the generator. Behind
 * {@code n} further bytes a remainder is multiplied by {@code x^(8n)}; so
 * {@code crc(AB) = crc(A) * x^(8 * length(B)) + crc(B)}. That this holds for the finished values,
 * inversions and all, is since each of these CRCs begins with and is finished by all ones, which
 * cancel. All values are reflected: the highest bit of the width stands for {@code x^0}.
 */
final class CrcCombiner {
    private static final long CRC32_POLYNOMIAL = 0xedb88320L;
    private static final long CRC32C_POLYNOMIAL = 0x82f63b78L;

    private final long polynomial;
    /** The polynomial 1: the highest bit of the width. */
    private final long one;

    private long crc;

    /** The last length and its {@code x^(8 * length)}: most parts of an upload are of one size. */
    private long shiftBytes;

    private long shift;

    private CrcCombiner(long polynomial, int bits) {
        this.polynomial = polynomial;
        one = 1L << (bits - 1);
        shift = one;
    }

    static CrcCombiner of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombiner(CRC32_POLYNOMIAL, Integer.SIZE);
            case CRC32C -> new CrcCombiner(CRC32C_POLYNOMIAL, Integer.SIZE);
            case CRC64NVME -> new CrcCombiner(Crc64NvmeDigest.POLYNOMIAL, Long.SIZE);
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
                    throw new IllegalArgumentException(algorithm + " is no CRC");
        };
    }

    /** Appends a part: its CRC as an unsigned number, and its length. */
    void add(long partCrc, long sizeBytes) {
        crc = join(crc, partCrc, sizeBytes);
    }

    /** The CRC of all parts so far; that of no byte is 0. */
    long result() {
        return crc;
    }

    /** The CRC of one part and a second behind it, whose length is given. */
    long join(long first, long second, long secondBytes) {
        if (secondBytes != shiftBytes) {
            shift = power(secondBytes);
            shiftBytes = secondBytes;
        }
        return multiply(shift, first) ^ second;
    }

    /** {@code x^(8 * bytes)} by repeated squaring. */
    long power(long bytes) {
        long result = one;
        long square = one >>> 8;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /** The product of two polynomials, modulo the generator; without branches to guess wrong. */
    long multiply(long left, long right) {
        long product = 0;
        long term = right;
        for (long bit = one; bit != 0; bit >>>= 1) {
            product ^= (left & bit) != 0 ? term : 0;
            term = (term >>> 1) ^ (polynomial & -(term & 1));
        }
        return product;
    }
}

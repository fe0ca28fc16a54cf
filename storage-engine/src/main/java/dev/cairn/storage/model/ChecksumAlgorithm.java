package dev.cairn.storage.model;

import java.util.Optional;

/**
 * The checksum algorithms of S3 that this store computes, verifies and keeps.
 *
 * <p>Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3". The ordinal is never
 * stored; {@link #code} is.
 */
public enum ChecksumAlgorithm {
    CRC32(1, 4, true, true),
    CRC32C(2, 4, true, true),
    CRC64NVME(3, 8, false, true),
    SHA1(4, 20, true, false),
    SHA256(5, 32, true, false),
    SHA512(6, 64, true, false),
    MD5(7, 16, true, false),
    XXHASH64(8, 8, true, false),
    XXHASH3(9, 8, true, false),
    XXHASH128(10, 16, true, false);

    private final int code;
    private final int bytes;
    private final boolean composite;
    private final boolean fullObject;

    ChecksumAlgorithm(int code, int bytes, boolean composite, boolean fullObject) {
        this.code = code;
        this.bytes = bytes;
        this.composite = composite;
        this.fullObject = fullObject;
    }

    public static Optional<ChecksumAlgorithm> of(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The algorithm stored under this code. */
    public static ChecksumAlgorithm ofCode(int code) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.code == code) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("no checksum algorithm has code " + code);
    }

    /** The byte that stands for this algorithm on disk. */
    public int code() {
        return code;
    }

    /** The length of a value in bytes, before base64. */
    public int bytes() {
        return bytes;
    }

    public boolean allows(ChecksumType type) {
        return type == ChecksumType.COMPOSITE ? composite : fullObject;
    }

    /** What a multipart upload gets that names the algorithm but no type. */
    public ChecksumType defaultType() {
        return composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
    }

    /** {@code x-amz-checksum-crc32} and its like. */
    public String headerName() {
        return "x-amz-checksum-" + name().toLowerCase(java.util.Locale.ROOT);
    }
}

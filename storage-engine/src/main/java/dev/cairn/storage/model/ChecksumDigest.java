package dev.cairn.storage.model;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Computes a checksum over bytes as they pass by. Used by one thread. */
public sealed interface ChecksumDigest permits Crc32Digest, Crc64NvmeDigest, HashDigest {
    static ChecksumDigest of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new Crc32Digest(new CRC32());
            case CRC32C -> new Crc32Digest(new CRC32C());
            case CRC64NVME -> new Crc64NvmeDigest();
            case SHA1 -> new HashDigest(Hashes.sha1());
            case SHA256 -> new HashDigest(Hashes.sha256());
        };
    }

    /** Takes in all remaining bytes, of a heap or a direct buffer; its position goes to its limit. */
    void update(ByteBuffer bytes);

    /** The checksum in network order, as S3 encodes it in base64; to be asked for once, at the end. */
    byte[] value();
}

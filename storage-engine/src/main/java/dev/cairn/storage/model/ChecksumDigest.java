package dev.cairn.storage.model;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Computes a checksum over bytes as they pass by. Used by one thread. */
public sealed interface ChecksumDigest permits
        Crc32Digest, Crc64NvmeDigest, HashDigest, XxHash64Digest, XxHash128Digest {
    static ChecksumDigest of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new Crc32Digest(new CRC32());
            case CRC32C -> new Crc32Digest(new CRC32C());
            case CRC64NVME -> new Crc64NvmeDigest();
            case SHA1 -> new HashDigest(Hashes.sha1());
            case SHA256 -> new HashDigest(Hashes.sha256());
            case SHA512 -> new HashDigest(Hashes.sha512());
            case MD5 -> new HashDigest(Hashes.md5());
            case XXHASH64 -> new XxHash64Digest(Hashing.xxh64().hashStream());
            case XXHASH3 -> new XxHash64Digest(Hashing.xxh3_64().hashStream());
            case XXHASH128 -> new XxHash128Digest(Hashing.xxh3_128().hashStream());
        };
    }

    /** Takes in all remaining bytes, of a heap or a direct buffer; its position goes to its limit. */
    void update(ByteBuffer bytes);

    /** The checksum in network order, as S3 encodes it in base64; to be asked for once, at the end. */
    byte[] value();
}

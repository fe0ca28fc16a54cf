package dev.cairn.billing;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ObjectContent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/** So many zero bytes. */
final class ZeroContent implements ObjectContent {
    private final byte[] bytes;
    private int position;

    ZeroContent(int sizeBytes) {
        bytes = new byte[sizeBytes];
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public int read(ByteBuffer target) {
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, position, count);
        position += count;
        return count;
    }

    @Override
    public Digests digests() {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
            ChecksumDigest checksum = ChecksumDigest.of(ChecksumAlgorithm.CRC64NVME);
            checksum.update(ByteBuffer.wrap(bytes));
            return new Digests(
                    bytes.length,
                    md5,
                    Checksum.of(ChecksumAlgorithm.CRC64NVME, checksum.value()));
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never);
        }
    }
}

package dev.cairn.storage.model;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** The two CRCs of 32 bits, which the JDK computes by instructions of the processor. */
record Crc32Digest(Checksum crc) implements ChecksumDigest {
    @Override
    public void update(ByteBuffer bytes) {
        crc.update(bytes);
    }

    @Override
    public byte[] value() {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    }
}

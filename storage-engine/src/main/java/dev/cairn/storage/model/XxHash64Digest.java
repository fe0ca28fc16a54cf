package dev.cairn.storage.model;

import com.dynatrace.hash4j.hashing.HashStream64;
import java.nio.ByteBuffer;

/** The two hashes of the xxHash family that have 64 bits, in their canonical form. */
record XxHash64Digest(HashStream64 stream) implements ChecksumDigest {
    @Override
    public void update(ByteBuffer bytes) {
        HeapBytes.pass(bytes, stream::putBytes);
    }

    @Override
    public byte[] value() {
        return ByteBuffer.allocate(Long.BYTES).putLong(stream.getAsLong()).array();
    }
}

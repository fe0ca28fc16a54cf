package dev.cairn.storage.model;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import java.nio.ByteBuffer;

/** The hash of the xxHash family that has 128 bits, in its canonical form. */
record XxHash128Digest(HashStream128 stream) implements ChecksumDigest {
    @Override
    public void update(ByteBuffer bytes) {
        HeapBytes.pass(bytes, stream::putBytes);
    }

    @Override
    public byte[] value() {
        HashValue128 value = stream.get();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }
}

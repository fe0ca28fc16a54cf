package dev.cairn.storage.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A cryptographic hash as a checksum. */
record HashDigest(MessageDigest digest) implements ChecksumDigest {
    @Override
    public void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    @Override
    public byte[] value() {
        return digest.digest();
    }
}

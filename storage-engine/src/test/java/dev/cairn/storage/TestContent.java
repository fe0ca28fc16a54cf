package dev.cairn.storage;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ObjectContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.Random;

/** Content from memory; may break off before its end, or not verify. */
final class TestContent implements ObjectContent {
    private final ByteBuffer bytes;
    private final ChecksumAlgorithm algorithm;
    private final byte[] all;
    private int breakAt = Integer.MAX_VALUE;
    private boolean lengthKnown = true;
    private Runnable beforeEnd = () -> {};

    TestContent(byte[] all, ChecksumAlgorithm algorithm) {
        this.all = all;
        this.bytes = ByteBuffer.wrap(all);
        this.algorithm = algorithm;
    }

    static TestContent of(byte[] all) {
        return new TestContent(all, ChecksumAlgorithm.CRC64NVME);
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The sender is gone after so many bytes. */
    TestContent breakingAt(int offset) {
        breakAt = offset;
        return this;
    }

    /** The sender does not say how much will come. */
    TestContent ofUnknownLength() {
        lengthKnown = false;
        return this;
    }

    /** Runs when all bytes have been read, before the end is told. */
    TestContent beforeEnd(Runnable action) {
        beforeEnd = action;
        return this;
    }

    @Override
    public OptionalLong length() {
        return lengthKnown ? OptionalLong.of(all.length) : OptionalLong.empty();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (bytes.position() >= breakAt) {
            throw new IOException("the sender is gone");
        }
        if (!bytes.hasRemaining()) {
            beforeEnd.run();
            return -1;
        }
        int count = Math.min(target.remaining(), bytes.remaining());
        count = Math.min(count, breakAt - bytes.position());
        target.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public Digests digests() {
        ChecksumDigest checksum = ChecksumDigest.of(algorithm);
        checksum.update(ByteBuffer.wrap(all));
        return new Digests(all.length, md5(all), Checksum.of(algorithm, checksum.value()));
    }

    static byte[] digest(String text) {
        return md5(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

package dev.cairn.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes that are the same for the same seed and in no place like in another. */
public final class TestBytes {
    private static final int BLOCK = 1024 * 1024;

    private TestBytes() {}

    /** So many bytes from a seed. */
    public static byte[] of(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Writes a file fast: one random block again and again, each time with its number in front. */
    public static void writeFile(Path path, long size, long seed) throws IOException {
        byte[] block = of(BLOCK, seed);
        try (OutputStream out = Files.newOutputStream(path)) {
            for (long written = 0; written < size; written += BLOCK) {
                ByteBuffer.wrap(block).putLong(written / BLOCK);
                out.write(block, 0, (int) Math.min(BLOCK, size - written));
            }
        }
    }

    /** The offset of the first difference of two streams, or -1; reads no more than it must. */
    public static long mismatch(InputStream one, InputStream other) throws IOException {
        InputStream left = new BufferedInputStream(one, BLOCK);
        InputStream right = new BufferedInputStream(other, BLOCK);
        long offset = 0;
        while (true) {
            byte[] a = left.readNBytes(BLOCK);
            byte[] b = right.readNBytes(BLOCK);
            int mismatch = Arrays.mismatch(a, b);
            if (mismatch >= 0) {
                return offset + mismatch;
            }
            if (a.length == 0) {
                return -1;
            }
            offset += a.length;
        }
    }

    /** The ETag of bytes that were put as one: their MD5 in hex, in quotes. */
    public static String etag(byte[] bytes) {
        return "\"" + HexFormat.of().formatHex(md5(bytes)) + "\"";
    }

    /** The MD5 of some bytes. */
    public static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

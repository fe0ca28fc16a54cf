package dev.cairn.storage.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes the value of a row: a format version, then fields one after the other. Whole numbers have
 * seven bits a byte, low ones first; texts and byte strings their length in front.
 */
final class RowWriter {
    private byte[] bytes = new byte[256];
    private int length;

    RowWriter(int version) {
        u8(version);
    }

    RowWriter u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    RowWriter flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** A whole number that is not negative. */
    RowWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        room(10);
        long rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Any eight bytes. */
    RowWriter fixed(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes, length, Long.BYTES).putLong(value);
        length += Long.BYTES;
        return this;
    }

    RowWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    RowWriter bytes(byte[] value) {
        return number(value.length).raw(value);
    }

    RowWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    RowWriter texts(Map<String, String> map) {
        number(map.size());
        map.forEach((name, value) -> text(name).text(value));
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}

package dev.cairn.storage.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what {@link RowWriter} wrote, in the same order. */
final class RowReader {
    private final byte[] bytes;
    private final int version;
    private int position;

    /**
     * Reads from the start of a row.
     *
     * @param version the only format version known
     */
    RowReader(byte[] bytes, int version) {
        this(bytes, version, version);
    }

    /**
     * Reads from the start of a row.
     *
     * @param oldest the oldest format version known
     * @param newest the newest one
     */
    RowReader(byte[] bytes, int oldest, int newest) {
        this.bytes = bytes;
        this.version = u8();
        if (version < oldest || version > newest) {
            String known = oldest == newest ? "" + newest : oldest + " to " + newest;
            throw new DamagedRowException("row of format " + version + ", known is " + known);
        }
    }

    /** The format version of the row. */
    int version() {
        return version;
    }

    int u8() {
        return bytes[position++] & 0xff;
    }

    boolean flag() {
        return u8() != 0;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[position++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedRowException("number of more than 64 bits");
    }

    int smallNumber() {
        return Math.toIntExact(number());
    }

    long fixed() {
        long value = ByteBuffer.wrap(bytes, position, Long.BYTES).getLong();
        position += Long.BYTES;
        return value;
    }

    byte[] raw(int length) {
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    byte[] bytes() {
        return raw(smallNumber());
    }

    String text() {
        int length = smallNumber();
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    Map<String, String> texts() {
        int size = smallNumber();
        if (size == 0) {
            return Map.of();
        }
        Map<String, String> map = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            map.put(text(), text());
        }
        return map;
    }

    /** All that is left. */
    byte[] rest() {
        return raw(bytes.length - position);
    }

    boolean atEnd() {
        return position == bytes.length;
    }
}

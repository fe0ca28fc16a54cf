package dev.cairn.storage.catalog;

import java.math.BigInteger;

/**
 * The signed sums of one row of the ledger, 128 bits each: bytes times milliseconds outgrow 64 bits
 * within an hour. Not safe for several threads.
 */
public final class WideSums {
    private static final int VERSION = 1;

    /** High and low half of each. */
    private final long[] words;

    public WideSums(int count) {
        this(new long[2 * count]);
    }

    private WideSums(long[] words) {
        this.words = words;
    }

    /** Adds a number to one of the sums. */
    public WideSums add(int index, long more) {
        addWide(index, more >> 63, more);
        return this;
    }

    /** Adds a product to one of the sums. */
    public WideSums addProduct(int index, long a, long b) {
        addWide(index, Math.multiplyHigh(a, b), a * b);
        return this;
    }

    BigInteger sum(int index) {
        byte[] bytes = new byte[2 * Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = byteOf(words[2 * index], words[2 * index + 1], bytes.length - 1 - i);
        }
        return new BigInteger(bytes);
    }

    WideSums copy() {
        return new WideSums(words.clone());
    }

    void addAll(WideSums other) {
        for (int i = 0; i < words.length / 2; i++) {
            addWide(i, other.words[2 * i], other.words[2 * i + 1]);
        }
    }

    /**
     * Adds to one sum so many times another one.
     *
     * @param times not negative
     */
    void addTimes(int index, int other, long times) {
        long high = words[2 * other];
        long low = words[2 * other + 1];
        addWide(index, high * times + Math.unsignedMultiplyHigh(low, times), low * times);
    }

    byte[] encode() {
        RowWriter row = new RowWriter(VERSION).u8(words.length / 2);
        for (int i = 0; i < words.length; i += 2) {
            int length = length(words[i], words[i + 1]);
            row.u8(length);
            for (int place = length - 1; place >= 0; place--) {
                row.u8(byteOf(words[i], words[i + 1], place));
            }
        }
        return row.toBytes();
    }

    /**
     * Reads a row.
     *
     * @param count how many sums it has; rows of earlier versions may have fewer
     */
    static WideSums decode(byte[] value, int count) {
        RowReader row = new RowReader(value, VERSION);
        WideSums sums = new WideSums(count);
        int stored = row.u8();
        if (stored > count) {
            throw new DamagedRowException(stored + " sums in a row of " + count);
        }
        for (int i = 0; i < stored; i++) {
            int length = row.u8();
            long low = 0;
            long high = 0;
            for (int place = 0; place < length; place++) {
                int next = row.u8();
                // The first byte carries the sign.
                long wide = place == 0 ? (byte) next : next;
                high = place == 0 ? wide >> 63 : (high << 8) | (low >>> 56);
                low = place == 0 ? wide : (low << 8) | wide;
            }
            sums.words[2 * i] = high;
            sums.words[2 * i + 1] = low;
        }
        return sums;
    }

    private void addWide(int index, long high, long low) {
        long before = words[2 * index + 1];
        long after = before + low;
        words[2 * index + 1] = after;
        words[2 * index] += high + (Long.compareUnsigned(after, before) < 0 ? 1 : 0);
    }

    /** The fewest bytes that hold the number with its sign; none for zero. */
    private static int length(long high, long low) {
        if (high == 0 && low == 0) {
            return 0;
        }
        boolean narrow = high == (low >> 63);
        long word = narrow ? low : high;
        int bits = 65 - Long.numberOfLeadingZeros(word ^ (word >> 63));
        return (bits + 7) / 8 + (narrow ? 0 : Long.BYTES);
    }

    private static byte byteOf(long high, long low, int place) {
        return (byte) (place < Long.BYTES ? low >> (8 * place)
                : high >> (8 * (place - Long.BYTES)));
    }
}

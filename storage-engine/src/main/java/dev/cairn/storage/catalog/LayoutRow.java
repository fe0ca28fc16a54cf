package dev.cairn.storage.catalog;

import java.util.Arrays;

/**
 * The layout of a completed upload, the value of its {@code m} row number 0: which part numbers it
 * consists of and how long they are. Runs of consecutive numbers with equal size are one entry; an
 * entry for a single part takes at most six bytes at 10,000 parts.
 */
public final class LayoutRow {
    private static final int VERSION = 1;

    private final int[] numbers;
    private final long[] sizes;

    private LayoutRow(int[] numbers, long[] sizes) {
        this.numbers = numbers;
        this.sizes = sizes;
    }

    /** A layout of parts in ascending order of their numbers. */
    public static LayoutRow of(int[] numbers, long[] sizes) {
        return new LayoutRow(numbers.clone(), sizes.clone());
    }

    public int count() {
        return numbers.length;
    }

    public int number(int index) {
        return numbers[index];
    }

    public long size(int index) {
        return sizes[index];
    }

    public boolean contains(int number) {
        return Arrays.binarySearch(numbers, number) >= 0;
    }

    public byte[] encode() {
        RowWriter row = new RowWriter(VERSION);
        int previous = 0;
        for (int i = 0; i < numbers.length;) {
            int run = runFrom(i);
            // Lowest bit: whether a count follows.
            row.number((numbers[i] - previous - 1L) << 1 | (run > 1 ? 1 : 0));
            if (run > 1) {
                row.number(run - 2L);
            }
            row.number(sizes[i]);
            previous = numbers[i] + run - 1;
            i += run;
        }
        return row.toBytes();
    }

    public static LayoutRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        int[] numbers = new int[16];
        long[] sizes = new long[16];
        int count = 0;
        int previous = 0;
        while (!row.atEnd()) {
            long head = row.number();
            int run = (head & 1) == 0 ? 1 : row.smallNumber() + 2;
            long size = row.number();
            int first = previous + 1 + (int) (head >>> 1);
            if (count + run > numbers.length) {
                int capacity = Math.max(numbers.length * 2, count + run);
                numbers = Arrays.copyOf(numbers, capacity);
                sizes = Arrays.copyOf(sizes, capacity);
            }
            for (int i = 0; i < run; i++) {
                numbers[count] = first + i;
                sizes[count++] = size;
            }
            previous = first + run - 1;
        }
        return new LayoutRow(Arrays.copyOf(numbers, count), Arrays.copyOf(sizes, count));
    }

    private int runFrom(int start) {
        int run = 1;
        while (start + run < numbers.length
                && numbers[start + run] == numbers[start] + run
                && sizes[start + run] == sizes[start]) {
            run++;
        }
        return run;
    }
}

package dev.cairn.storage;

import java.util.ArrayList;
import java.util.List;

/** The numbers that are missing below the highest part of an upload, as ranges: "4-5", "7". */
final class PartGaps {
    private static final int RANGES_MAX = 100;

    private final List<String> ranges = new ArrayList<>();
    private int highest;

    /** The next part, in ascending order. */
    void take(int number) {
        if (number > highest + 1 && ranges.size() < RANGES_MAX) {
            ranges.add(range(highest + 1, number - 1));
        }
        highest = number;
    }

    /** The first 100 of them. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** The number of the last part; 0 without parts. */
    int highest() {
        return highest;
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}

package dev.cairn.it.operation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a listing must say, in the plainest code there is: keys in the order of their UTF-8 bytes,
 * rolled up at the delimiter, after the marker.
 */
record ListingModel(TreeSet<String> keys) {
    static final Comparator<String> BY_BYTES = (one, other) -> Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** One line of a listing: a key, or a common prefix. */
    record Entry(String name, boolean prefix) {}

    static ListingModel of(Collection<String> keys) {
        TreeSet<String> sorted = new TreeSet<>(BY_BYTES);
        sorted.addAll(keys);
        return new ListingModel(sorted);
    }

    /** All entries after the marker (exclusive); an entry under a marker prefix is not repeated. */
    List<Entry> entries(String prefix, String delimiter, String marker) {
        List<Entry> entries = new ArrayList<>();
        for (String key : keys) {
            if (!key.startsWith(prefix)) {
                continue;
            }
            Entry entry = rolledUp(key, prefix, delimiter);
            boolean after = BY_BYTES.compare(entry.name(), marker) > 0;
            if (after && (entries.isEmpty() || !entries.getLast().equals(entry))) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static Entry rolledUp(String key, String prefix, String delimiter) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return at < 0
                ? new Entry(key, false)
                : new Entry(key.substring(0, at + delimiter.length()), true);
    }
}

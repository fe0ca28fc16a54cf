package dev.cairn.it.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Keys that are hard to list, and the questions to ask of them. */
final class ListingFixture {
    private static final List<String> PIECES = List.of(
            "a", "b", "/", "//", "ab", "-", "é", "☃", "𝄞", "\uffee", " ", "+", "%", "&", "\u0001");

    /** Prefixes and delimiters that meet the keys at all kinds of places. */
    static final List<String> PREFIXES = List.of("", "a", "a/", "ab", "/", "☃", "nothing");

    static final List<String> DELIMITERS = List.of("", "/", "//", "a", "é", "𝄞");

    private ListingFixture() {}

    /** So many different keys from a seed, each of up to six pieces. */
    static Set<String> keys(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> keys = new TreeSet<>();
        while (keys.size() < count) {
            StringBuilder key = new StringBuilder();
            for (int length = random.nextInt(1, 7); length > 0; length--) {
                key.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            keys.add(key.toString());
        }
        return keys;
    }

    /** Every pair of a prefix and a delimiter. */
    static List<List<String>> questions() {
        List<List<String>> questions = new ArrayList<>();
        for (String prefix : PREFIXES) {
            for (String delimiter : DELIMITERS) {
                questions.add(List.of(prefix, delimiter));
            }
        }
        return questions;
    }
}

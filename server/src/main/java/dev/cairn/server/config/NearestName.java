package dev.cairn.server.config;

import java.util.Collection;

/** Finds the name that somebody who mistyped most likely meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate with the fewest edits, the first of several.
     *
     * @param candidates at least one
     */
    public static String of(String mistyped, Collection<String> candidates) {
        String nearest = candidates.iterator().next();
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int edits = edits(mistyped, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /**
     * How many insertions, deletions, replacements and swaps of neighbours turn one word into the
     * other (optimal string alignment).
     */
    static int edits(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, left, right, i, j);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int cheapest(int[][] table, String left, String right, int i, int j) {
        int replaced = table[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(cheapest, table[i - 2][j - 2] + 1) : cheapest;
    }
}

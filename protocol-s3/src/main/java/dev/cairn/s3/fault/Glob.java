package dev.cairn.s3.fault;

/**
 * A pattern in which {@code *} stands for any characters or none and {@code ?} for one, as in
 * policies; all else stands for itself.
 */
record Glob(String pattern) {
    private static final char ANY = '*';
    private static final char ONE = '?';

    /**
     * Whether the pattern takes all of a text. Goes back to the last asterisk only, so that the
     * time is at most the product of both lengths.
     */
    boolean matches(String text) {
        int at = 0;
        int place = 0;
        int asterisk = -1;
        int resume = 0;
        while (at < text.length()) {
            if (place < pattern.length() && pattern.charAt(place) == ANY) {
                asterisk = place;
                resume = at;
                place++;
            } else if (place < pattern.length() && takes(pattern.charAt(place), text.charAt(at))) {
                place++;
                at++;
            } else if (asterisk >= 0) {
                place = asterisk + 1;
                resume++;
                at = resume;
            } else {
                return false;
            }
        }
        while (place < pattern.length() && pattern.charAt(place) == ANY) {
            place++;
        }
        return place == pattern.length();
    }

    private static boolean takes(char wanted, char found) {
        return wanted == ONE || wanted == found;
    }
}

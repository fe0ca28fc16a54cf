package dev.cairn.s3.cors;

/** A text in which one asterisk stands for any characters, or none. */
record WildcardPattern(String text) {
    private static final char WILDCARD = '*';

    static boolean hasOneAtMost(String text) {
        return text.indexOf(WILDCARD) == text.lastIndexOf(WILDCARD);
    }

    boolean matches(String value) {
        int at = text.indexOf(WILDCARD);
        if (at < 0) {
            return text.equals(value);
        }
        String before = text.substring(0, at);
        String behind = text.substring(at + 1);
        return value.length() >= before.length() + behind.length()
                && value.startsWith(before)
                && value.endsWith(behind);
    }
}

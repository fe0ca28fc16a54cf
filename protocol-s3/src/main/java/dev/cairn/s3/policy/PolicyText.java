package dev.cairn.s3.policy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy, in which {@code *} may stand for any text, {@code ?} for any character, and
 * {@code ${key}} for what the request says. A text with a variable that the request does not have
 * matches nothing.
 *
 * <p>Rules: IAM User Guide, "IAM policy elements: Variables and tags".
 *
 * @param variables whether the policy's version knows variables
 */
record PolicyText(String text, boolean variables) {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;
    private static final String VARIABLE = "${";

    /** Whether the text stands for the value, wild cards for what they are. */
    boolean isLike(String value, RequestContext context) {
        int[] pattern = resolve(context);
        return pattern != null && matches(pattern, value);
    }

    /** Whether the text is the value; wild cards are characters like any other. */
    boolean isEqual(String value, RequestContext context) {
        return value.equals(literal(context));
    }

    boolean isEqualIgnoringCase(String value, RequestContext context) {
        return value.equalsIgnoreCase(literal(context));
    }

    /** Whether it means exactly one text, whatever the request says. */
    boolean isFixed() {
        return text.chars().noneMatch(c -> c == '*' || c == '?') && !text.contains(VARIABLE);
    }

    /** Whether it may stand for the value in some request. */
    boolean mayBeLike(String value) {
        int[] pattern = resolve(key -> List.of("*"), true);
        return pattern != null && matches(pattern, value);
    }

    private @Nullable String literal(RequestContext context) {
        int[] pattern = resolve(context);
        if (pattern == null) {
            return null;
        }
        StringBuilder literal = new StringBuilder(pattern.length);
        for (int c : pattern) {
            literal.append(c == ANY_TEXT ? '*' : c == ANY_CHARACTER ? '?' : (char) c);
        }
        return literal.toString();
    }

    private int @Nullable [] resolve(RequestContext context) {
        return resolve(context, false);
    }

    /** The text as a pattern; null where the request lacks a variable of it. */
    private int @Nullable [] resolve(RequestContext context, boolean wildVariables) {
        IntStream.Builder pattern = IntStream.builder();
        int at = 0;
        while (at < text.length()) {
            int end = variables && text.startsWith(VARIABLE, at) ? text.indexOf('}', at) : -1;
            if (end < 0) {
                pattern.add(wild(text.charAt(at)));
                at++;
                continue;
            }
            String value = value(text.substring(at + VARIABLE.length(), end).strip(), context);
            if (value == null) {
                return null;
            }
            value.chars().map(c -> wildVariables ? wild((char) c) : c).forEach(pattern::add);
            at = end + 1;
        }
        return pattern.build().toArray();
    }

    private static int wild(char c) {
        return switch (c) {
            case '*' -> ANY_TEXT;
            case '?' -> ANY_CHARACTER;
            default -> c;
        };
    }

    /** What a variable stands for; {@code ${*}}, {@code ${?}} and {@code ${$}} for themselves. */
    private static @Nullable String value(String variable, RequestContext context) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return variable;
        }
        List<String> values = context.values(ConditionKey.of(variable));
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** In time of the product of the lengths at most: only the last star is ever tried again. */
    private static boolean matches(int[] pattern, String value) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < value.length()) {
            if (at < pattern.length && pattern[at] == ANY_TEXT) {
                star = at++;
                resume = i;
            } else if (at < pattern.length
                    && (pattern[at] == ANY_CHARACTER || pattern[at] == value.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return Arrays.stream(pattern, at, pattern.length).allMatch(c -> c == ANY_TEXT);
    }
}

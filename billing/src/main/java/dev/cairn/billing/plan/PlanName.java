package dev.cairn.billing.plan;

import java.util.regex.Pattern;

/** The name of a plan, which is also the name of its file without {@code .yaml}. */
public record PlanName(String value) implements Comparable<PlanName> {
    public static final String EXPECTED = "1 to 64 small letters, digits or dashes";

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public PlanName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(value + " is not " + EXPECTED);
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(PlanName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

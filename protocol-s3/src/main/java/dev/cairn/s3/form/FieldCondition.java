package dev.cairn.s3.form;

import dev.cairn.s3.http.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks of one field.
 *
 * <p>Source: Amazon S3 API Reference, "POST Policy", condition matching.
 *
 * @param operator {@code eq} or {@code starts-with}
 * @param name as the policy spells it, without its dollar sign
 * @param value with one character for each byte, like the values of fields
 */
record FieldCondition(String operator, String name, String value) {
    static final String EQUAL = "eq";
    static final String STARTS_WITH = "starts-with";

    private static final String CONTENT_TYPE = "content-type";

    /** The name of the field in lower case. */
    String field() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A field that is not there fulfils nothing, not even to start with nothing. */
    boolean holds(Headers fields) {
        @Nullable String actual = fields.first(name);
        if (actual == null) {
            return false;
        }
        if (operator.equals(EQUAL)) {
            return actual.equals(value);
        }
        // A Content-Type may be a list, of which each type must begin so.
        List<String> values =
                field().equals(CONTENT_TYPE) ? List.of(actual.split(",", -1)) : List.of(actual);
        return values.stream().allMatch(item -> item.strip().startsWith(value));
    }

    /** The condition as S3 shows it where it fails. */
    @Override
    public String toString() {
        return "[\"%s\", \"$%s\", \"%s\"]".formatted(operator, name, value);
    }
}

package dev.cairn.s3.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, decoded as UTF-8 with {@code +} kept as it is, in their order.
 * Immutable.
 */
public final class QueryParameters {
    private static final QueryParameters NONE = new QueryParameters("", List.of());

    private final String raw;
    private final List<Parameter> parameters;

    private QueryParameters(String raw, List<Parameter> parameters) {
        this.raw = raw;
        this.parameters = parameters;
    }

    /**
     * Parses a raw query, without question mark.
     *
     * @throws dev.cairn.s3.error.S3Exception InvalidURI for broken percent-encoding
     */
    public static QueryParameters parse(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return NONE;
        }
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= rawQuery.length()) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            if (end > start) {
                parameters.add(Parameter.parse(rawQuery.substring(start, end)));
            }
            start = end + 1;
        }
        return new QueryParameters(rawQuery, List.copyOf(parameters));
    }

    /** The query as it came. */
    public String raw() {
        return raw;
    }

    /** The first value; empty for a key without {@code =}; null where the key is absent. */
    public @Nullable String first(String key) {
        for (Parameter parameter : parameters) {
            if (parameter.key.equals(key)) {
                return parameter.value;
            }
        }
        return null;
    }

    public boolean contains(String key) {
        return first(key) != null;
    }

    /** The distinct keys, in their order. */
    public List<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (Parameter parameter : parameters) {
            keys.add(parameter.key);
        }
        return List.copyOf(keys);
    }

    /** Every parameter. */
    public void forEach(BiConsumer<String, String> action) {
        for (Parameter parameter : parameters) {
            action.accept(parameter.key, parameter.value);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueryParameters query && query.raw.equals(raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return raw;
    }

    private record Parameter(String key, String value) {
        static Parameter parse(String raw) {
            int equals = raw.indexOf('=');
            if (equals < 0) {
                return new Parameter(PercentEncoding.decode(raw), "");
            }
            return new Parameter(
                    PercentEncoding.decode(raw.substring(0, equals)),
                    PercentEncoding.decode(raw.substring(equals + 1)));
        }
    }
}

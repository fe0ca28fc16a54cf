package dev.cairn.s3.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order, found by name without regard to case. Values are as on the wire:
 * one character for each byte (ISO-8859-1). Immutable.
 */
public final class Headers {
    public static final Headers EMPTY = new Headers(new String[0]);

    /** Name, value, name, value, …; names in lower case. */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The first value of a field; null where it is absent. */
    public @Nullable String first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    public boolean contains(String name) {
        return first(name) != null;
    }

    /** All values of a field, in their order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    /** Every field, names in lower case. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.length; i += 2) {
            action.accept(fields[i], fields[i + 1]);
        }
    }

    /** Collects header fields. */
    public static final class Builder {
        private final List<String> fields = new ArrayList<>();

        public Builder add(String name, String value) {
            fields.add(name.toLowerCase(Locale.ROOT));
            fields.add(value);
            return this;
        }

        /** Adds the field unless the value is null. */
        public Builder addIfPresent(String name, @Nullable String value) {
            return value == null ? this : add(name, value);
        }

        public Builder addAll(Headers headers) {
            headers.forEach(this::add);
            return this;
        }

        public Headers build() {
            return new Headers(fields.toArray(String[]::new));
        }
    }
}

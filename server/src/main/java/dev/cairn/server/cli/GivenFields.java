package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a document for the API, of flags that may not be there: what is null is left out. */
final class GivenFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    GivenFields put(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** In the order in which they were put; for the caller to add to. */
    Map<String, Object> toMap() {
        return fields;
    }
}

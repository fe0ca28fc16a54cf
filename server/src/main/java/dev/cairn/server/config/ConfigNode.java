package dev.cairn.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Collections;

/**
 * A value as it was written, before it has a type. Flags and environment variables give scalars;
 * the file may also give sequences and mappings.
 */
sealed interface ConfigNode {
    /** Line in the file, counted from 1; 0 where there is none. */
    int line();

    /** One word, exactly as written: {@code 007} stays {@code 007}. */
    record Scalar(String text, int line) implements ConfigNode {
        public Scalar(String text) {
            this(text, 0);
        }
    }

    /** Several values in their order. */
    record Sequence(List<ConfigNode> items, int line) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Named values in their order. */
    record Mapping(Map<String, ConfigNode> fields, int line) implements ConfigNode {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }
}

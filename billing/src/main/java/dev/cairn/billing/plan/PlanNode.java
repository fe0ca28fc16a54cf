package dev.cairn.billing.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a plan's document as it was written, with the line on which it begins. */
sealed interface PlanNode {
    int line();

    /** One word, exactly as written. */
    record Scalar(String text, int line) implements PlanNode {}

    /** Several values in their order. */
    record Sequence(List<PlanNode> items, int line) implements PlanNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Named values in their order. */
    record Mapping(Map<String, PlanNode> fields, int line) implements PlanNode {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }
}

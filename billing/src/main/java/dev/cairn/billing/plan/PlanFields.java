package dev.cairn.billing.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mapping of a plan's document, read field by field; every refusal says where and what is allowed. */
final class PlanFields {
    private static final int TEXT_LENGTH_MAX = 1000;
    private static final int ITEMS_MAX = 100;
    private static final BigDecimal DECIMAL_MAX = new BigDecimal("1000000000000");
    private static final int DECIMALS_MAX = 12;

    private final String where;
    private final String path;
    private final PlanNode.Mapping mapping;

    private PlanFields(String where, String path, PlanNode.Mapping mapping) {
        this.where = where;
        this.path = path;
        this.mapping = mapping;
    }

    /**
     * The fields at the top of a document.
     *
     * @param where what messages call the document
     */
    static PlanFields top(String where, PlanNode.Mapping mapping) {
        return new PlanFields(where, "", mapping);
    }

    /** Refuses fields that nobody reads. */
    void allow(Set<String> known) throws InvalidPlanException {
        for (Map.Entry<String, PlanNode> field : mapping.fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw refusal(
                        field.getValue(),
                        pathOf(field.getKey()),
                        "no such field",
                        known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    boolean has(String name) {
        return mapping.fields().containsKey(name);
    }

    Set<String> names() {
        return mapping.fields().keySet();
    }

    Optional<String> text(String name) throws InvalidPlanException {
        PlanNode node = mapping.fields().get(name);
        return node == null ? Optional.empty() : Optional.of(scalar(node, pathOf(name)));
    }

    String requireText(String name) throws InvalidPlanException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            throw missing(name, "a text");
        }
        return text.get();
    }

    /** One of some words. */
    String oneOf(String name, String... words) throws InvalidPlanException {
        String allowed = String.join(", ", words);
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            throw missing(name, allowed);
        }
        if (!Arrays.asList(words).contains(text.get())) {
            throw notAccepted(name, text.get(), allowed);
        }
        return text.get();
    }

    Optional<Integer> integer(String name, int least, int most) throws InvalidPlanException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw notAccepted(name, text.get(), "a whole number from " + least + " to " + most);
    }

    Optional<BigDecimal> decimal(String name) throws InvalidPlanException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(decimal(name, text.get()));
    }

    BigDecimal requireDecimal(String name) throws InvalidPlanException {
        Optional<BigDecimal> value = decimal(name);
        if (value.isEmpty()) {
            throw missing(name, "a number, as 0.023");
        }
        return value.get();
    }

    Optional<PlanFields> fields(String name) throws InvalidPlanException {
        PlanNode node = mapping.fields().get(name);
        return node == null ? Optional.empty() : Optional.of(fields(node, pathOf(name)));
    }

    /** The mappings of a sequence; none where it is absent. */
    List<PlanFields> each(String name) throws InvalidPlanException {
        List<PlanFields> all = new ArrayList<>();
        for (PlanNode item : items(name)) {
            all.add(fields(item, pathOf(name) + "[" + all.size() + "]"));
        }
        return all;
    }

    /** The texts of a sequence; none where it is absent. */
    List<String> texts(String name) throws InvalidPlanException {
        List<String> all = new ArrayList<>();
        for (PlanNode item : items(name)) {
            all.add(scalar(item, pathOf(name) + "[" + all.size() + "]"));
        }
        return all;
    }

    InvalidPlanException missing(String name, String allowed) {
        return refusal(mapping, pathOf(name), "missing", allowed);
    }

    InvalidPlanException notAccepted(String name, String text, String allowed) {
        PlanNode node = mapping.fields().get(name);
        return refusal(node, pathOf(name), "'" + text + "' is not accepted", allowed);
    }

    private BigDecimal decimal(String name, String text) throws InvalidPlanException {
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() >= 0
                    && value.compareTo(DECIMAL_MAX) <= 0
                    && value.scale() <= DECIMALS_MAX
                    && value.scale() >= -DECIMALS_MAX) {
                return value.scale() < 0 ? value.setScale(0) : value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw notAccepted(
                name,
                text,
                "a number from 0 to %s with at most %d decimals"
                        .formatted(DECIMAL_MAX.toPlainString(), DECIMALS_MAX));
    }

    private List<PlanNode> items(String name) throws InvalidPlanException {
        PlanNode node = mapping.fields().get(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof PlanNode.Sequence sequence)) {
            throw refusal(node, pathOf(name), "not a sequence", "a sequence");
        }
        if (sequence.items().size() > ITEMS_MAX) {
            throw refusal(
                    node, pathOf(name), sequence.items().size() + " items", "at most " + ITEMS_MAX);
        }
        return sequence.items();
    }

    private PlanFields fields(PlanNode node, String at) throws InvalidPlanException {
        if (!(node instanceof PlanNode.Mapping fields)) {
            throw refusal(node, at, "not a mapping", "fields with values");
        }
        return new PlanFields(where, at, fields);
    }

    private String scalar(PlanNode node, String at) throws InvalidPlanException {
        if (!(node instanceof PlanNode.Scalar scalar)) {
            throw refusal(node, at, "not one value", "one value");
        }
        if (scalar.text().length() > TEXT_LENGTH_MAX) {
            throw refusal(
                    node,
                    at,
                    scalar.text().length() + " characters",
                    "at most " + TEXT_LENGTH_MAX);
        }
        return scalar.text();
    }

    private InvalidPlanException refusal(
            @Nullable PlanNode node, String at, String problem, String allowed) {
        int line = node == null ? mapping.line() : node.line();
        return new InvalidPlanException(
                "%s line %d, %s: %s; allowed: %s".formatted(where, line, at, problem, allowed));
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

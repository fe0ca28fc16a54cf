package dev.cairn.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one mapping of a file, of which none may be misspelt. What is wrong is refused with
 * its line.
 */
final class NodeFields {
    private static final int WORD_LENGTH_MAX = 256;

    private final ConfigNode node;
    private final Map<String, ConfigNode> fields;

    private NodeFields(ConfigNode node, Map<String, ConfigNode> fields) {
        this.node = node;
        this.fields = fields;
    }

    /** The fields of a mapping that may have only these. */
    static NodeFields of(ConfigNode node, String what, Set<String> known) {
        Map<String, ConfigNode> fields = mapping(node, what);
        for (Map.Entry<String, ConfigNode> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                String nearest = NearestName.of(field.getKey(), known.stream().sorted().toList());
                throw at(
                        field.getValue(),
                        "%s has the unknown field '%s'; the nearest is '%s'"
                                .formatted(what, field.getKey(), nearest));
            }
        }
        return new NodeFields(node, fields);
    }

    /** The fields of a mapping, whatever their names. */
    static Map<String, ConfigNode> mapping(ConfigNode node, String what) {
        if (!(node instanceof ConfigNode.Mapping mapping)) {
            throw at(node, what + " is not a mapping");
        }
        return mapping.fields();
    }

    static List<ConfigNode> items(ConfigNode node, String what, int countMax) {
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            throw at(node, what + " is not a sequence");
        }
        if (sequence.items().size() > countMax) {
            throw at(node, what + " has more than " + countMax + " entries");
        }
        return sequence.items();
    }

    static String word(ConfigNode node, String what) {
        if (!(node instanceof ConfigNode.Scalar scalar)) {
            throw at(node, what + " is not one word");
        }
        if (scalar.text().length() > WORD_LENGTH_MAX) {
            throw at(node, what + " is longer than " + WORD_LENGTH_MAX + " characters");
        }
        return scalar.text();
    }

    static InvalidValueException at(ConfigNode node, String problem) {
        return new InvalidValueException(
                node.line() == 0 ? problem : problem + " (line " + node.line() + ")");
    }

    ConfigNode required(String name) {
        return find(name).orElseThrow(() -> at(node, name + " is missing"));
    }

    Optional<ConfigNode> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String requiredWord(String name) {
        return word(required(name), name);
    }

    Optional<String> findWord(String name) {
        return find(name).map(value -> word(value, name));
    }
}

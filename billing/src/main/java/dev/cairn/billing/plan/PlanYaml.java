package dev.cairn.billing.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a document of YAML, of which JSON is a part, without interpreting a scalar. */
final class PlanYaml {
    static final int BYTES_MAX = 1 << 16;

    private PlanYaml() {}

    /**
     * The top of the document.
     *
     * @param where what messages call the document
     */
    static PlanNode.Mapping read(byte[] document, String where) throws InvalidPlanException {
        if (document.length > BYTES_MAX) {
            throw new InvalidPlanException(
                    "%s: %d bytes; allowed: %d".formatted(where, document.length, BYTES_MAX));
        }
        YAMLFactory factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
            JsonToken first = parser.nextToken();
            PlanNode top = first == null ? null : node(parser, first);
            if (!(top instanceof PlanNode.Mapping mapping)) {
                throw new InvalidPlanException(
                        where + ": not a mapping of fields to values; a plan is one");
            }
            if (parser.nextToken() != null) {
                throw new InvalidPlanException(where + ": more than one document; allowed: one");
            }
            return mapping;
        } catch (JacksonException malformed) {
            String line =
                    malformed.getLocation() == null
                            ? ""
                            : " line " + malformed.getLocation().getLineNr();
            throw new InvalidPlanException(
                    where + line + ": not YAML: " + malformed.getOriginalMessage());
        }
    }

    /** The value that begins at this token; null for YAML's null. */
    private static @Nullable PlanNode node(JsonParser parser, JsonToken token) {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (token) {
            case START_OBJECT -> new PlanNode.Mapping(fields(parser), line);
            case START_ARRAY -> new PlanNode.Sequence(items(parser), line);
            case VALUE_NULL -> null;
            default -> new PlanNode.Scalar(parser.getString(), line);
        };
    }

    private static Map<String, PlanNode> fields(JsonParser parser) {
        Map<String, PlanNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            PlanNode value = node(parser, parser.nextToken());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static List<PlanNode> items(JsonParser parser) {
        List<PlanNode> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            PlanNode item = node(parser, token);
            if (item != null) {
                items.add(item);
            }
            token = parser.nextToken();
        }
        return items;
    }
}
